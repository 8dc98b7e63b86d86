import org.codelibs.opensearch.runner.OpenSearchRunner;

/** A node of OpenSearch without its distribution: OneNode FOLDER HTTP_PORT TRANSPORT_PORT, until it is killed. */
public class OneNode {
    public static void main(String[] arguments) throws Exception {
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.setMaxHttpPort(-1);
        runner.onBuild((number, settings) -> {
            settings.put("http.port", arguments[1]);
            settings.put("transport.port", arguments[2]);
            settings.put("discovery.type", "single-node");
            settings.put("indices.query.bool.max_clause_count", 16384); // as docker-compose.yml and README.md ask for
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        });
        runner.build(OpenSearchRunner.newConfigs().basePath(arguments[0]).clusterName("tests").numOfNode(1));
        Thread.currentThread().join();
    }
}
