"""The story of a record for the pages of other rooms, which may not import this one."""

from __future__ import annotations

from django import template

from datascores.curation.story import story_of

register = template.Library()
register.simple_tag(story_of)
