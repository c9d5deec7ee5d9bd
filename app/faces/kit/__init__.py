"""What faces share of HTTP: negotiation, problems, caching, parameters."""
