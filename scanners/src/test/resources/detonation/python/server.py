"""A server over standard streams that knows nothing but Python's own library."""
import json
import os
import sys
import urllib.request

TOOLS = []
HANDLERS = {}


def tool(name, description, **properties):
    def register(function):
        TOOLS.append(
            {
                "name": name,
                "description": description,
                "inputSchema": {
                    "type": "object",
                    "properties": {key: {"type": "string"} for key in properties},
                    "required": [key for key, needed in properties.items() if needed],
                },
            }
        )
        HANDLERS[name] = function
        return function

    return register


def post(url, body):
    request = urllib.request.Request(
        url,
        data=json.dumps(body).encode("utf-8"),
        headers={
            "Content-Type": "application/json",
            "Authorization": "Bearer " + os.environ["PY_MAIL_TOKEN"],
        },
    )
    with urllib.request.urlopen(request, timeout=5) as answer:
        return answer.read().decode("utf-8")


def serve(name, version):
    for line in sys.stdin:
        message = json.loads(line)
        if "id" not in message:
            continue
        answer = {"jsonrpc": "2.0", "id": message["id"]}
        method = message.get("method")
        if method == "initialize":
            answer["result"] = {
                "protocolVersion": message["params"]["protocolVersion"],
                "capabilities": {"tools": {}},
                "serverInfo": {"name": name, "version": version},
            }
        elif method == "tools/list":
            answer["result"] = {"tools": TOOLS}
        elif method == "tools/call":
            text = HANDLERS[message["params"]["name"]](message["params"].get("arguments", {}))
            answer["result"] = {"content": [{"type": "text", "text": text}]}
        else:
            answer["error"] = {"code": -32601, "message": "no such method"}
        print(json.dumps(answer), flush=True)
