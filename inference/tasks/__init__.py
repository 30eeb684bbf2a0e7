"""One question each: a picture in, a frozen result out."""
