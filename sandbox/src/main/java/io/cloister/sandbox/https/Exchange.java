// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Requests and their answers, with bounds on what all connections of a front hold in memory: large bodies wait for their
 * turn, and so does a request while too many answers wait for their readers.
 */
final class Exchange extends Handler.Abstract {

    /** One byte more than the resource manager takes, so that it can tell; what is beyond is not kept. */
    private static final int LARGEST_BODY = 4 * 1024 * 1024 + 1;
    /** What is read and thrown away for the client to hear of it, instead of finding its connection cut. */
    private static final long MOST_SKIPPED = 64L * 1024 * 1024;
    /** Bodies as small as this are not counted: all connections together hold some megabytes of them. */
    private static final int SMALL = 16 * 1024;
    /** Most work is done one after the other anyway; answers that are being made cannot be counted yet. */
    private static final int AT_ONCE = 16;

    private final Function<ArmRequest, ArmResponse> function;
    private final Limits limits;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    Exchange(Function<ArmRequest, ArmResponse> function, Limits limits) {
        this.function = function;
        this.limits = limits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws InterruptedException {
        int counted = counted(request);
        boolean room = limits.bodies().take(counted, limits.patience());
        ArmResponse answer;
        try {
            ArmRequest whole = read(request, room ? LARGEST_BODY : 0);
            if (!room || !limits.answers().take(0, limits.patience())) {
                String reason = "Too much is being sent here at the moment. Please try again later.";
                Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, reason);
                return true;
            }
            answer = answer(whole);
        } catch (IOException e) {
            // who is gone does not hear it
            String reason = "The body has not arrived whole.";
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400, reason);
            return true;
        } finally {
            limits.bodies().give(room ? counted : 0);
        }
        deliver(answer, request, response, callback);
        return true;
    }

    private static int counted(Request request) {
        long length = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
                ? LARGEST_BODY
                : request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        return length > SMALL ? (int) Math.min(length, LARGEST_BODY) : 0;
    }

    /** @param kept bytes of the body; the rest is read all the same, as a client that still sends hears no answer */
    private ArmRequest read(Request request, int kept) throws IOException {
        Scheduler.Task cut = within(limits.arrival(), request);
        try {
            InputStream in = Content.Source.asInputStream(request);
            byte[] body = in.readNBytes(kept);
            in.skip(MOST_SKIPPED);
            return new ArmRequest(
                    request.getMethod(), RequestTarget.parse(request.getHttpURI()), headers(request), body);
        } finally {
            cut.cancel();
        }
    }

    /** Of a header that comes twice the first counts. */
    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new TreeMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.putIfAbsent(
                    field.getName().toLowerCase(Locale.ROOT), field.getValue() == null ? "" : field.getValue());
        }
        return headers;
    }

    private ArmResponse answer(ArmRequest request) throws InterruptedException {
        turns.acquire();
        try {
            return function.apply(request);
        } finally {
            turns.release();
        }
    }

    private void deliver(ArmResponse answer, Request request, Response response, Callback callback) {
        int length = answer.body().length;
        limits.answers().overdraw(length);
        Callback sent = Callback.from(() -> limits.answers().give(length), callback);
        if (answer.delay().isZero()) {
            send(answer, request, response, sent);
            return;
        }
        // the connection is not idle while its answer is on its way
        request.addIdleTimeoutListener(idle -> false);
        later(answer.delay(), request, () -> send(answer, request, response, sent));
    }

    private void send(ArmResponse answer, Request request, Response response, Callback callback) {
        if (answer.isReset()) {
            drop(request, callback);
            return;
        }
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        Scheduler.Task cut = within(limits.reading(), request);
        byte[] body = HttpStatus.hasNoBody(answer.status()) ? new byte[0] : answer.body();
        response.write(true, ByteBuffer.wrap(body), Callback.from(cut::cancel, callback));
    }

    private static Scheduler.Task within(Duration time, Request request) {
        return later(time, request, () -> cut(request, new EofException("the client takes too long")));
    }

    private static Scheduler.Task later(Duration time, Request request, Runnable task) {
        return request.getComponents().getScheduler().schedule(task, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void drop(Request request, Callback callback) {
        EofException dropped = new EofException("the connection is dropped");
        cut(request, dropped);
        callback.failed(dropped);
    }

    private static void cut(Request request, EofException reason) {
        request.getConnectionMetaData().getConnection().getEndPoint().close(reason);
    }
}
