"""Whether the service stands: for whoever watches over it."""

from litestar import MediaType, Response, get

from eldercare.auth.models import Account


@get("/healthz", opt={"public": True, "static": True}, media_type=MediaType.TEXT)
async def health() -> Response[str]:
    """`ok` while the database answers; the error page of a refusal says 503 otherwise."""
    await Account.exists(id=0)
    return Response("ok", media_type=MediaType.TEXT)


routes = [health]
