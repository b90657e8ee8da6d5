"""Help for who annotates: documents brought in as drafts, and annotations proposed."""
