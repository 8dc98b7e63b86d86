"""WHETHER IT WORKS: the parts that the portal stands on, as people, load balancers and Prometheus ask for them."""
