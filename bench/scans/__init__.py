"""Pages of which everything is known: typeset, turned into pictures, made as bad as scans are, and scored."""
