"""Built pages become a published site: the plugin for MkDocs, marking, verification, exchange."""
