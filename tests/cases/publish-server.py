#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A store of objects on the loopback for publish.sh: publish-server.py FOLDER PORT-FILE.

PUT keeps an object below FOLDER, or answers 503 while FOLDER/refuse is there. It ends by itself after five minutes.
"""
import http.server
import os
import sys
import threading

FOLDER, PORT_FILE = sys.argv[1], sys.argv[2]


class Store(http.server.BaseHTTPRequestHandler):
    def answer(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_PUT(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if os.path.exists(os.path.join(FOLDER, "refuse")):
            self.answer(403)
            return
        path = os.path.join(FOLDER, self.path.split("?")[0].strip("/").replace("..", ""))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(body)
        self.answer(200)

    def do_GET(self):
        self.answer(404)

    do_HEAD = do_GET

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Store)
with open(PORT_FILE + ".part", "w") as file:
    file.write(str(server.server_address[1]))
os.rename(PORT_FILE + ".part", PORT_FILE)
threading.Timer(300, server.shutdown).start()
server.serve_forever()
