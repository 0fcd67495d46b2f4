"""Digital documents made of generated reports: Word and Excel files, Unicode and Bijoy."""
