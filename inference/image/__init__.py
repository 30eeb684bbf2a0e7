"""Strangers' bytes in, clean pictures out; and clean files out of pictures.

`read_photo` for players, `read_picture` for the operator's art. Both re-make the picture from its
pixels: no metadata, no trailing bytes and no structure of the upload survives.
"""

from inference.image.read import read_photo, read_picture
from inference.image.write import encode_jpeg

__all__ = ["encode_jpeg", "read_photo", "read_picture"]
