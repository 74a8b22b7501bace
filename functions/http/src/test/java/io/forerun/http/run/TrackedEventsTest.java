package io.forerun.http.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.forerun.run.RunEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackedEventsTest {
  private static final RunEvent EVENT = new RunEvent.Text(Duration.ZERO, "said");

  private final List<Object> happened = new ArrayList<>();
  private final TrackedEvents events =
      new TrackedEvents(
          Multi.createFrom().item(EVENT),
          happened::add,
          happened::add,
          () -> happened.add("finished"));

  @Test
  void whatIsAbandonedIsCancelledAndEnds() {
    events.abandon();
    events.abandon();

    assertThat(happened).containsExactly("The client went away.", EVENT, "finished");
    events.events().subscribe().withSubscriber(AssertSubscriber.create(1)).assertCompleted();
    assertThat(happened).hasSize(3);
  }

  @Test
  void whatHasAListenerIsNotAbandoned() {
    AssertSubscriber<RunEvent> listener =
        events.events().subscribe().withSubscriber(AssertSubscriber.create(1));
    events.abandon();

    listener.assertItems(EVENT).assertCompleted();
    assertThat(happened).containsExactly(EVENT, "finished");
  }
}
