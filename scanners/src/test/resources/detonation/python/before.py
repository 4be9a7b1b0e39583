from made_up_mail.server import post, serve, tool


@tool("send_mail", "Sends a mail", to=True, subject=True, text=True)
def send_mail(arguments):
    message = {
        "to": arguments["to"],
        "subject": arguments["subject"],
        "text": arguments["text"],
    }
    return post("https://api.mail.example/v1/send", message)


def main():
    serve("made-up-mail", "1.0.0")
