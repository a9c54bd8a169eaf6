// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.field.FieldEdit;
import io.cloister.sandbox.policy.field.Target;
import io.cloister.sandbox.policy.language.Rule;
import io.cloister.sandbox.policy.language.RuleContext;
import java.util.ArrayList;
import java.util.List;

/**
 * What append and modify do to a resource before it is held against deny and audit. Rules are asked about the resource as it
 * was sent; two that want different things of one field are in conflict.
 *
 * <p>Source: Azure docs, "Azure Policy definitions append effect" and "modify effect".
 */
final class Changes {

    private final Target target;
    private final ObjectNode resource;
    private final List<Wanted> wanted = new ArrayList<>();
    private final List<Verdict.Change> made = new ArrayList<>();

    Changes(Target target) {
        this.target = target;
        this.resource = target.resource().deepCopy();
    }

    /** As far as {@link #make} has changed it. */
    ObjectNode resource() {
        return resource;
    }

    List<Verdict.Change> made() {
        return made;
    }

    /** Throws where a function in a value fails. */
    void want(Applied applied, Effect effect, RuleContext context, Rule.Outcome outcome) {
        wanted.add(Wanted.by(applied, effect, context, outcome, target));
    }

    /**
     * Makes those changes that contradict neither what was sent nor one another. Of definitions in conflict the one that
     * denies goes before those that audit; where several deny, the request is denied; where all audit, nothing is done.
     *
     * @return a denial for each definition whose changes would contradict
     */
    List<Finding> make() {
        List<Finding> denials = new ArrayList<>();
        List<Wanted> granted = new ArrayList<>();
        for (Wanted one : wanted) {
            List<Wanted> opponents = wanted.stream().filter(one::contradicts).toList();
            boolean refused = one.contradicts(resource)
                    || (one.denies() ? opponents.stream().anyMatch(Wanted::denies) : !opponents.isEmpty());
            if (!refused) {
                granted.add(one);
            } else if (one.denies()) {
                denials.add(one.finding(true));
            }
        }
        granted.forEach(this::make);
        return denials;
    }

    private void make(Wanted one) {
        Finding by = one.finding(false);
        for (Wanted.Edit edit : one.edits()) {
            FieldEdit field = new FieldEdit(resource, edit.field());
            if (edit.operation() == Wanted.Operation.REMOVE) {
                field.remove();
            } else {
                field.set(edit.value(), edit.operation() == Wanted.Operation.ADD_OR_REPLACE);
            }
            made.add(new Verdict.Change(by, edit.field(), edit.value()));
        }
    }
}
