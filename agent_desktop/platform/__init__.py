"""What the operating system gives: paths, settings, resources."""
