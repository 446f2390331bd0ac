"""What the campaign knows of the contact."""
