this is no {{ JavaScript
