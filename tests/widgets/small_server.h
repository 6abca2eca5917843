// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QTcpServer>
#include <QTcpSocket>

namespace alphascope::test {

/// A real HTTP server on localhost: serves bytes by path, ranges too, and can break off.
class SmallServer : public QTcpServer {
public:
    struct Request {
        QByteArray path, range, if_range;
    };
    SmallServer() {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                QByteArray& text = texts_[socket];
                text += socket->readAll();
                if (text.contains("\r\n\r\n")) answer(*socket, std::exchange(text, {}));
            });
        });
    }
    [[nodiscard]] QString address() const {
        return QStringLiteral("http://127.0.0.1:%1").arg(serverPort());
    }

    QMap<QByteArray, QByteArray> files;  ///< by path
    QByteArray tag = "\"one\"";
    QByteArray only_head;     ///< where not empty: the whole answer to everything
    qint64 break_after = -1;  ///< of the next answer, bytes of its body
    QList<Request> requests;

private:
    static QByteArray header(const QByteArray& text, const QByteArray& name) {
        for (const QByteArray& line : text.split('\n'))
            if (line.toLower().startsWith(name.toLower() + ":"))
                return line.mid(name.size() + 1).trimmed();
        return {};
    }
    void answer(QTcpSocket& socket, const QByteArray& text) {
        const Request request{text.split(' ').value(1), header(text, "Range"),
                              header(text, "If-Range")};
        requests << request;
        if (!only_head.isEmpty()) {
            socket.write("HTTP/1.1 " + only_head + "\r\n\r\n");
            return;
        }
        if (!files.contains(request.path)) {
            socket.write("HTTP/1.1 404 Not Found\r\nContent-Length: 7\r\n\r\nabsent\n");
            return;
        }
        QByteArray body = files[request.path];
        QByteArray head = "HTTP/1.1 200 OK\r\n";
        if (!request.range.isEmpty() && request.if_range == tag) {
            const auto from = request.range.mid(6).chopped(1).toLongLong();
            head = "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " +
                   QByteArray::number(from) + "-" + QByteArray::number(body.size() - 1) + "/" +
                   QByteArray::number(body.size()) + "\r\n";
            body = body.mid(from);
        }
        socket.write(head + "ETag: " + tag +
                     "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n");
        const qint64 limit = std::exchange(break_after, -1);
        socket.write(limit < 0 ? body : body.left(limit));
        if (limit >= 0) socket.disconnectFromHost();
    }

    QMap<QTcpSocket*, QByteArray> texts_;
};

}  // namespace alphascope::test
