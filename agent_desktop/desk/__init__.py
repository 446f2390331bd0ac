"""What the desk knows: plain typed state machines. No Qt, no input, no output."""
