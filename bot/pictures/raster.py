"""SVG to PNG with the fonts inside the typst wheel: no system library, no system font, no network."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import typst

# One page as large as the picture. A picture is never looked for outside this folder, and ours refer to none.
_PAGE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 360pt)'
_FOLDER = Path(__file__).parent
_POINTS_WIDE = 360
_POINTS_PER_INCH = 72


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def png_of(svg: str, width_px: int = 1080) -> bytes:
    """The picture as PNG, `width_px` pixels wide.

    Raises `typst.TypstError` for what is not SVG or refers to other files.
    """
    compiler = typst.Compiler(_PAGE, root=_FOLDER, font_paths=_fonts(), sys_inputs={"svg": svg})
    image = compiler.compile(format="png", ppi=width_px * _POINTS_PER_INCH / _POINTS_WIDE)
    assert isinstance(image, bytes)
    return image
