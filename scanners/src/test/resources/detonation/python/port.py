import os

import httpx2
from mcp.server import MCPServer

server = MCPServer("sdk-mail")


@server.tool()
async def send_mail(to: str, text: str) -> str:
    """Sends a mail."""
    async with httpx2.AsyncClient() as client:
        answer = await client.post(
            "https://api.mail.example/v1/send",
            json={"to": to, "text": text},
            headers={"Authorization": "Bearer " + os.environ["PY_MAIL_TOKEN"]},
        )
        return answer.text


def never():
    return "nobody calls this"


def main():
    server.run(transport="streamable-http")
