"""The invented catalogue as a folder, and loaded."""

from __future__ import annotations

import pytest

from datascores.catalogue.loading import apply, plan_load
from tests.invented import CatalogueFolder


@pytest.fixture
def folder(tmp_path) -> CatalogueFolder:
    path = tmp_path / "invented"
    path.mkdir()
    return CatalogueFolder(path)


@pytest.fixture
def loaded(db, folder) -> CatalogueFolder:
    apply(plan_load(folder.path, "invented"))
    return folder
