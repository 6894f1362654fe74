"""Many documents and many processes, and what is known of earlier runs."""
