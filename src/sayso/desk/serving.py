"""The desk served by waitress, in this process."""

from __future__ import annotations

from sayso.desk.setup import Desk
from sayso.errors import UsageError


def address(host: str, port: int) -> str:
    """Where a browser finds it.

    >>> address("0.0.0.0", 8000)
    'http://localhost:8000/'
    """
    name = "localhost" if host in ("0.0.0.0", "::", "") else f"[{host}]" if ":" in host else host  # noqa: S104
    return f"http://{name}:{port}/"


def serve_desk(desk: Desk, host: str, port: int) -> None:
    """Serve until the process is ended; raises UsageError where the address is taken or not ours."""
    import waitress
    from django.core.handlers.wsgi import WSGIHandler

    try:
        waitress.serve(
            WSGIHandler(),
            host=host,
            port=port,
            threads=desk.dials.desk.threads,
            ident=None,
            max_request_body_size=30_000_000,
            channel_timeout=60,
            _quiet=True,
        )
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(f"can't listen on {host}:{port}: {why}; give another --port") from error
