"""Write the page's Content-Security-Policy: nothing from anywhere, and no script but the report's own.

python report/page/seal.py

Run it after a change in any script of this folder. The policy names each script by its SHA-256; a test
holds the two together.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
META = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")[^"]*(">)')
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# pictures and styles that stand in the page itself; column widths are style attributes
RULES = "default-src 'none'; img-src data:; style-src 'unsafe-inline' data:; base-uri 'none'; form-action 'none'"


def policy() -> str:
    """Return the policy for the scripts as they are now."""
    scripts = [script for file in sorted(HERE.rglob("*.html")) for script in SCRIPT.findall(file.read_text("utf-8"))]
    hashes = [f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts]
    return f"{RULES}; script-src {' '.join(hashes)}"


def main() -> None:
    """Put the policy into ``head.html``."""
    head = HERE / "head.html"
    head.write_text(META.sub(rf"\g<1>{policy()}\g<2>", head.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
