// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.summary;

import io.cloister.plan.Plan;
import io.cloister.plan.PlannedStep;
import io.cloister.plan.ResourceId;
import io.cloister.plan.StepId;
import io.cloister.plan.step.AwaitApiServer;
import io.cloister.plan.step.AwaitNodes;
import io.cloister.plan.step.InstallAddOns;
import io.cloister.plan.step.InstallWebhook;
import io.cloister.plan.step.ProvePrivateService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The shortest time in which a plan can be done: its longest chain of real dependencies, each step weighing what its resource took.
 * Nodes hang on what they waited for, and the steps that wait for nodes hang on these.
 */
public final class CriticalPath {

    /** @param legs the chain, first to last: step ids and node phases that took time */
    public record Path(Duration length, List<String> legs) {

        public static final Path EMPTY = new Path(Duration.ZERO, List.of());

        public Path {
            legs = List.copyOf(legs);
        }

        Path then(String leg, Duration took) {
            if (took.isZero()) {
                return this;
            }
            List<String> longer = new ArrayList<>(legs);
            longer.add(leg);
            return new Path(length.plus(took), longer);
        }
    }

    private static final Set<String> MADE = Set.of("create", "node", "workload");
    private static final String WEBHOOK = "workload:cloister-webhook";
    private static final Comparator<Path> BY_LENGTH = Comparator.comparing(Path::length);

    private final Plan plan;
    private final Map<String, PlannedStep> makers = new LinkedHashMap<>();
    private final Map<String, OperationEntry> entries = new LinkedHashMap<>();
    private final Map<String, Path> nodePaths = new HashMap<>();
    private final Map<StepId, Path> stepPaths = new HashMap<>();
    private final Duration serviceTime;

    private CriticalPath(Plan plan, Collection<OperationEntry> log) {
        this.plan = plan;
        for (PlannedStep planned : plan.steps()) {
            target(planned).ifPresent(id -> makers.put(key(id.value()), planned));
        }
        log.stream()
                .filter(OperationEntry::succeeded)
                .filter(entry -> MADE.contains(entry.kind()))
                .forEach(entry -> entries.put(key(entry.target()), entry));
        // while the Service is proved, the cloud controller changes the Services' balancer
        serviceTime = log.stream()
                .filter(entry ->
                        entry.kind().equals("update") && key(entry.target()).contains("/loadbalancers/"))
                .map(OperationEntry::took)
                .reduce(Duration.ZERO, Duration::plus);
    }

    public static Path of(Plan plan, Collection<OperationEntry> log) {
        CriticalPath graph = new CriticalPath(plan, log);
        return graph.longest(plan.steps().stream().map(graph::ofStep).toList());
    }

    private Path ofStep(PlannedStep planned) {
        Path known = stepPaths.get(planned.id());
        if (known == null) {
            known = before(planned).then(planned.id().value(), weight(planned));
            stepPaths.put(planned.id(), known);
        }
        return known;
    }

    private Path before(PlannedStep planned) {
        List<Path> paths = new ArrayList<>();
        planned.dependsOn().forEach(id -> plan.step(id).ifPresent(step -> paths.add(ofStep(step))));
        if (planned.step() instanceof AwaitApiServer wait) {
            firstControlPlane(wait).ifPresent(paths::add);
        } else if (planned.step() instanceof AwaitNodes wait) {
            List<Path> hosts = hosts(wait.scaleSets()).values().stream()
                    .map(this::longest)
                    .sorted(BY_LENGTH)
                    .toList();
            if (!hosts.isEmpty()) {
                paths.add(hosts.get(Math.min(Math.max(wait.atLeast(), 1), hosts.size()) - 1));
            }
        }
        return longest(paths);
    }

    private Duration weight(PlannedStep planned) {
        if (planned.step() instanceof ProvePrivateService) {
            return serviceTime;
        }
        Optional<String> made = planned.step() instanceof InstallWebhook
                ? Optional.of(WEBHOOK)
                : target(planned).map(ResourceId::value);
        return made.map(target -> entries.get(key(target)))
                .map(OperationEntry::took)
                .orElse(Duration.ZERO);
    }

    /** The API server answers once its first node is through {@code kubeadm init}. */
    private Optional<Path> firstControlPlane(AwaitApiServer wait) {
        return entries.values().stream()
                .filter(OperationEntry::isNode)
                .filter(entry -> isIn(wait.scaleSets(), entry.host()))
                .filter(entry -> entry.phase().contains("init"))
                .map(this::ofNode)
                .min(BY_LENGTH);
    }

    private Map<String, List<Path>> hosts(List<ResourceId> scaleSets) {
        return entries.values().stream()
                .filter(OperationEntry::isNode)
                .filter(entry -> isIn(scaleSets, entry.host()))
                .collect(Collectors.groupingBy(
                        OperationEntry::host, Collectors.mapping(this::ofNode, Collectors.toList())));
    }

    private Path ofNode(OperationEntry entry) {
        String key = key(entry.target());
        Path known = nodePaths.get(key);
        if (known == null) {
            // a log that waits in a circle must not hang its reader
            nodePaths.put(key, Path.EMPTY);
            List<Path> paths = new ArrayList<>();
            entry.waitedFor().forEach(target -> ofTarget(target, entry).ifPresent(paths::add));
            if (entry.phase().equals("ready")) {
                plan.steps().stream()
                        .filter(planned -> planned.step() instanceof InstallAddOns)
                        .forEach(planned -> paths.add(ofStep(planned)));
            }
            known = longest(paths).then(entry.host() + " " + entry.phase(), entry.took());
            nodePaths.put(key, known);
        }
        return known;
    }

    private Optional<Path> ofTarget(String target, OperationEntry waiting) {
        OperationEntry entry = entries.get(key(target));
        if (entry != null && entry.isNode()) {
            return Optional.of(ofNode(entry));
        }
        // an instance is made by its scale set's step
        return makers.entrySet().stream()
                .filter(maker -> key(target).equals(maker.getKey())
                        || key(target).startsWith(maker.getKey() + "/virtualmachines/"))
                .findFirst()
                .map(maker -> untilStarted(maker.getValue(), entries.get(maker.getKey()), waiting));
    }

    /** A machine is powered on before Azure calls the operation that makes it done: then its guest waits no longer than that. */
    private Path untilStarted(PlannedStep maker, OperationEntry making, OperationEntry guest) {
        boolean overlaps = making != null && guest.startedAt().isBefore(making.endedAt());
        return overlaps
                ? before(maker).then(maker.id().value(), Duration.between(making.startedAt(), guest.startedAt()))
                : ofStep(maker);
    }

    private static boolean isIn(List<ResourceId> scaleSets, String host) {
        return scaleSets.stream()
                .anyMatch(set -> host.length() == set.name().length() + 6 && host.startsWith(set.name()));
    }

    private static Optional<ResourceId> target(PlannedStep planned) {
        return planned.step().accept(new StepTarget());
    }

    private Path longest(Collection<Path> paths) {
        return paths.stream().max(BY_LENGTH).orElse(Path.EMPTY);
    }

    private static String key(String target) {
        return target.toLowerCase(Locale.ROOT);
    }
}
