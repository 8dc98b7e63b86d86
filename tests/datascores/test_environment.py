import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from datascores.environment import Environment


def test_a_value_of_the_wrong_type_is_an_error_that_names_the_variable():
    environment = Environment(
        {"DATASCORES_WORK_SECONDS": "soon", "DATASCORES_DEBUG": "maybe", "DATASCORES_BIND": "8000"}
    )
    for read in (
        lambda e: e.number("WORK_SECONDS", 5),
        lambda e: e.flag("DEBUG", False),
        lambda e: e.address("BIND", "a:1"),
    ):
        with pytest.raises(ImproperlyConfigured, match=r"DATASCORES_(WORK_SECONDS|DEBUG|BIND)"):
            read(environment)


def test_a_number_below_its_least_is_refused():
    with pytest.raises(ImproperlyConfigured, match="DATASCORES_WORK_SECONDS must be 1 or more"):
        Environment({"DATASCORES_WORK_SECONDS": "0"}).number("WORK_SECONDS", 5)


def test_a_root_is_scheme_and_host_alone():
    assert Environment({"DATASCORES_ADDRESS": "https://portal.example/"}).root("ADDRESS") == "https://portal.example"
    for wrong in ("portal.example", "https://portal.example/path", "ftp://portal.example", "https://a b"):
        with pytest.raises(ImproperlyConfigured, match="DATASCORES_ADDRESS must be of the form https://HOST"):
            Environment({"DATASCORES_ADDRESS": wrong}).root("ADDRESS")


def test_a_choice_is_one_of_those_there_are():
    assert Environment({}).choice("LOG_FORM", ("plain", "json")) == "plain"
    with pytest.raises(ImproperlyConfigured, match="DATASCORES_LOG_FORM must be plain or json, not 'xml'"):
        Environment({"DATASCORES_LOG_FORM": "xml"}).choice("LOG_FORM", ("plain", "json"))


def test_an_unknown_variable_is_an_error_that_names_it_and_the_known_ones():
    environment = Environment({"DATASCORES_DATTA": "x"})
    environment.text("DATA", "")
    with pytest.raises(ImproperlyConfigured, match=r"DATASCORES_DATTA.*DATASCORES_DATA"):
        environment.refuse_unknown()


def test_an_ipv6_address_keeps_its_colons():
    assert Environment({"DATASCORES_BIND": "[::1]:8080"}).address("BIND", "") == ("::1", 8080)


def test_the_portal_does_not_start_with_a_misspelt_setting(tmp_path):
    done = subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "check"],
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "DATASCORES_DATA": str(tmp_path), "DATASCORES_HOST": "example.org"},
    )
    assert done.returncode != 0
    assert "DATASCORES_HOST" in done.stderr
