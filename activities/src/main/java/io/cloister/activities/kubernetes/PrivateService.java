// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes;

import io.cloister.observe.ServiceProof;
import io.cloister.plan.step.ProvePrivateService;
import io.cloister.request.AnnotationRule;
import io.cloister.request.Cidr;
import io.cloister.temporal.FailureDetail;
import io.cloister.temporal.FailureTypes;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.LoadBalancerStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServiceStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.Optional;

/** The proof that LoadBalancer Services become private: by a dry run what the webhook adds, by a real Service what Azure makes of it. */
final class PrivateService {

    private static final String NAMESPACE = "default";
    private static final String NAME = "cloister-proof";

    /** A name of its own: a dry run under a name that an earlier attempt has taken is refused with 409. */
    private static final String DRY_RUN = NAME + "-dry-run";

    private final KubernetesClient client;
    private final Waiting waiting;

    PrivateService(KubernetesClient client, Waiting waiting) {
        this.client = client;
        this.waiting = waiting;
    }

    ServiceProof prove(ProvePrivateService step) {
        Map<String, String> added = annotations(
                client.resource(service(DRY_RUN, step.rule())).dryRun().create());
        if (!added.entrySet().containsAll(step.rule().annotations().entrySet())) {
            throw notPrivate(
                    step,
                    "the webhook adds " + added + " to a LoadBalancer Service instead of "
                            + step.rule().annotations()
                            + ": look at its rules and its log in the namespace cloister-system");
        }
        Resource<Service> service = client.resource(service(NAME, step.rule()));
        if (isBeingDeleted(service.get())) {
            untilGone(step, service);
        }
        if (service.get() == null) {
            service.create();
        }
        waiting.until(step.access(), () -> address().isPresent() ? Optional.empty() : Optional.of(pending()));
        String address = address().orElseThrow();
        // judged only when it is gone: a public frontend must not outlive the proof that found it
        service.delete();
        untilGone(step, service);
        if (!new Cidr(step.networkCidr()).containsAddress(address)) {
            throw notPrivate(
                    step,
                    "a LoadBalancer Service got the address " + address + ", which is not in " + step.networkCidr());
        }
        return new ServiceProof(added, address);
    }

    /** By an earlier attempt: its address may be taken from it at any moment. */
    private static boolean isBeingDeleted(Service there) {
        return there != null && there.getMetadata().getDeletionTimestamp() != null;
    }

    private void untilGone(ProvePrivateService step, Resource<Service> service) {
        waiting.until(
                step.access(),
                () -> service.get() == null
                        ? Optional.empty()
                        : Optional.of("the Service " + NAME
                                + " is not gone yet: the cloud controller still takes its frontend away"));
    }

    private static Service service(String name, AnnotationRule rule) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .withLabels(rule.matchLabels())
                .endMetadata()
                .withNewSpec()
                .withType("LoadBalancer")
                .withSelector(Map.of("app", NAME))
                .addNewPort()
                .withName("http")
                .withProtocol("TCP")
                .withPort(80)
                .withTargetPort(new IntOrString(8080))
                .endPort()
                .endSpec()
                .build();
    }

    private static Map<String, String> annotations(Service service) {
        return Optional.ofNullable(service.getMetadata().getAnnotations()).orElse(Map.of());
    }

    private Optional<String> address() {
        return Optional.ofNullable(
                        client.services().inNamespace(NAMESPACE).withName(NAME).get())
                .map(Service::getStatus)
                .map(ServiceStatus::getLoadBalancer)
                .map(LoadBalancerStatus::getIngress)
                .flatMap(ingress -> ingress.stream().findFirst())
                .map(LoadBalancerIngress::getIp);
    }

    private String pending() {
        return client.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(event -> NAME.equals(event.getInvolvedObject().getName()))
                .filter(event -> "Warning".equals(event.getType()))
                .map(event ->
                        "the Service " + NAME + " has no address: " + event.getReason() + ": " + event.getMessage())
                .reduce("the Service " + NAME + " has no address yet", (earlier, later) -> later);
    }

    private static ApplicationFailure notPrivate(ProvePrivateService step, String message) {
        return ApplicationFailure.newBuilder()
                .setType(FailureTypes.SERVICE_NOT_PRIVATE)
                .setMessage(message)
                .setDetails(FailureDetail.of(
                        "Service " + NAMESPACE + "/" + NAME + " at "
                                + step.access().apiServer(),
                        "NotPrivate"))
                .setNonRetryable(true)
                .build();
    }
}
