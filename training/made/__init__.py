"""Made training texts: what the public corpus of attribution lacks. See README.md beside this file."""
