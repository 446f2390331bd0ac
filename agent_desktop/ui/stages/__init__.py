"""The stage strip: the stages of the campaign, and what the server knows of the call's."""
