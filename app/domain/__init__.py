"""The nouns of the field: frozen Pydantic models that know neither HTTP nor SQL."""
