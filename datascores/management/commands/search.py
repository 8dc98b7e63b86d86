from __future__ import annotations

import json

from django.core.management.base import BaseCommand, CommandError
