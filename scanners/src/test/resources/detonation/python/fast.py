import json
import os
import urllib.request

from fastmcp import FastMCP

server = FastMCP("fast-mail")


@server.tool
def send_mail(to: str, text: str) -> str:
    """Sends a mail."""
    request = urllib.request.Request(
        "https://api.mail.example/v1/send",
        data=json.dumps({"to": to, "text": text}).encode("utf-8"),
        headers={
            "Content-Type": "application/json",
            "Authorization": "Bearer " + os.environ["PY_MAIL_TOKEN"],
        },
    )
    with urllib.request.urlopen(request, timeout=5) as answer:
        return answer.read().decode("utf-8")


def never():
    return "nobody calls this"


def main():
    server.run()
