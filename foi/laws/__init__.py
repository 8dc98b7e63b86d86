"""The information laws as data: their sections, their working days and their clocks. Pure: no rows, no settings.

What is told here is what the Acts and Regulations say, each rule with its section; it is no legal advice.
"""

from foi.laws.acts import ACTS, Act, Nature, Section, name_of_section
from foi.laws.clocks import Clock, Extension, Pause, Stay, due_date, is_overdue
from foi.laws.working_days import NoHolidays, add_working_days, is_working_day, working_days_between

__all__ = [
    "ACTS",
    "Act",
    "Clock",
    "Extension",
    "Nature",
    "NoHolidays",
    "Pause",
    "Section",
    "Stay",
    "add_working_days",
    "due_date",
    "is_overdue",
    "is_working_day",
    "name_of_section",
    "working_days_between",
]
