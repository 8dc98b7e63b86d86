"""The index that settings name: what the address of a cluster becomes."""

from __future__ import annotations

from datascores.servers import search_at
from search.engine.elastic import ElasticEngine
from search.engine.elastic_client import Access
from search.index import access_to, open_engine


def test_an_address_becomes_where_the_cluster_is_and_who_comes_in(tmp_path):
    ca_file = tmp_path / "ca.pem"
    ca_file.write_text("")
    cluster = search_at("opensearch", f"https://portal:a%40b@search.example:9201/ours?ca_file={ca_file}")
    access = access_to(cluster)
    assert access == Access("opensearch", ("https://search.example:9201",), "portal", "a@b", str(ca_file))


def test_an_address_without_user_comes_in_without_one():
    access = access_to(search_at("elasticsearch", "http://127.0.0.1"))
    assert access == Access("elasticsearch", ("http://127.0.0.1:9200",))
    assert (access.user, access.password, access.ca_file) == ("", "", "")


def test_the_engine_of_the_portal_is_on_that_cluster(settings):
    settings.SEARCH_ENGINE = search_at("elasticsearch", "http://somebody:secret@search.example/ours")
    engine = open_engine()
    assert isinstance(engine, ElasticEngine)
    assert engine._cluster.access == access_to(settings.SEARCH_ENGINE)
    assert open_engine() is engine  # opened once a process
