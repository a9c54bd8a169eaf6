// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.sandbox.protocol.ArmResponse;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExchangeTest {

    private static final int LARGE = 80 * 1024;

    private final Exchange exchange = new Exchange(
            request -> new ArmResponse(200, Map.of(), request.body()),
            new Budget(100 * 1024),
            new Budget(100 * 1024),
            Duration.ZERO);

    @Test
    void aLargeBodyHasToWaitWhileAnotherIsHeld() throws Exception {
        Exchange.Received first = receive(LARGE);

        assertThatThrownBy(() -> receive(LARGE))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.response())
                                .matches(response -> response.status() == 503)
                                .matches(response -> response.headers().containsKey("Retry-After")));

        first.close();
        receive(LARGE).close();
    }

    @Test
    void aSmallBodyNeverWaits() throws Exception {
        receive(LARGE);

        for (int i = 0; i < 100; i++) {
            receive(1024);
        }
    }

    @Test
    void noRequestIsAnsweredWhileTooManyAnswersWaitForTheirReaders() throws Exception {
        Exchange.Answer one = answer(LARGE);
        Exchange.Answer another = answer(LARGE);

        assertThatThrownBy(() -> answer(0)).isInstanceOf(RefusedException.class);

        one.close();
        another.close();
        answer(0);
    }

    private Exchange.Answer answer(int length) throws Exception {
        try (Exchange.Received received = receive(length)) {
            return received.answer();
        }
    }

    private Exchange.Received receive(int length) throws Exception {
        RequestReader reader = new RequestReader(new ByteArrayInputStream(new byte[length]));
        RequestReader.Head head =
                new RequestReader.Head("PUT", "/x", "HTTP/1.1", Map.of("content-length", Integer.toString(length)));
        return exchange.receive(head, reader, OutputStream.nullOutputStream());
    }
}
