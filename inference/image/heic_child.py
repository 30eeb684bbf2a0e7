"""The child of `heic.py`: MODE LONGEST MAX_PIXELS; a HEIC on stdin, pixels on stdout."""

import resource
import sys

_MEMORY = 1 << 30  # address space: libraries, and every plane and copy of 25 megapixels
_CPU_SECONDS = 10


def main(mode: str, longest: str, max_pixels: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    import pi_heif

    from inference.errors import BadPhoto
    from inference.image.finish import finish
    from inference.image.heic import OVERSIZED, pack
    from inference.image.kinds import check_size
    from inference.image.shape import Shape

    file = pi_heif.open_heif(sys.stdin.buffer.read(), convert_hdr_to_8bit=True)
    image = file[file.primary_index]
    try:
        width, height = image.size
        check_size(width, height, int(max_pixels))
    except BadPhoto as error:
        sys.stderr.write(error.detail)
        return OVERSIZED
    icc = image.info.get("icc_profile") or b""
    # libheif has already turned the picture as its own properties say.
    picture = image.to_pillow()
    shape = Shape("RGBA" if mode == "RGBA" else "RGB", int(longest))
    pixels = finish(picture, shape, turn=1, icc=icc)
    sys.stdout.buffer.write(pack(pixels))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
