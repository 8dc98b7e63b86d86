#!/usr/bin/env python
"""Django's command line for the portal: `python manage.py help` lists the commands."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "datascores.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        sys.exit(f"The database cannot be used: {error}\nIs it there, and has “manage.py migrate” been run?")


if __name__ == "__main__":
    main()
