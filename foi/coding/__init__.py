"""Coding sheets: tables in which people have written what came of requests, taken over as their judgements."""

from foi.coding.plan import Plan, plan_coding, write_coding
from foi.coding.table import CodedRow, read_table
from foi.sheets import Fault

__all__ = ["CodedRow", "Fault", "Plan", "plan_coding", "read_table", "write_coding"]
