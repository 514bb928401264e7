import { describe, expect, it } from 'vitest';
import { ROOM_RULES } from '#app/office/permissions.ts';
import { ALERT_RULES, type AlertKind, isLastStep, mayAcknowledge, stepAt } from '#app/office/watch/alert-rules.ts';

const KINDS = Object.keys(ALERT_RULES) as AlertKind[];

describe('警報の決まり', () => {
  it.each(KINDS)('%s は、次の担当があり、最後の担当のほかは時間が来ると移る', (kind) => {
    const { steps, act } = ALERT_RULES[kind];
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.slice(0, -1).every(({ minutes }) => minutes > 0)).toBe(true);
    expect(new Set(steps.map(({ role }) => role)).size).toBe(steps.length);
    // The first who has it can open the page where it is seen to.
    const [first] = steps;
    expect(ROOM_RULES[act] as readonly string[]).toContain(first?.role);
    // Everybody who may have it sees the list.
    for (const { role } of steps) expect(ROOM_RULES.seeAlerts as readonly string[]).toContain(role);
  });

  it('引き受けられるのは、いまの担当と、前に担当だった役割', () => {
    expect(mayAcknowledge('outage', 0, ['administrator'])).toBe(true);
    expect(mayAcknowledge('outage', 0, ['registryManager'])).toBe(false);
    expect(mayAcknowledge('outage', 1, ['registryManager'])).toBe(true);
    expect(mayAcknowledge('outage', 1, ['administrator'])).toBe(true);
    expect(mayAcknowledge('outage', 2, ['auditor'])).toBe(false);
  });

  it('最後の担当の先には、だれもいない', () => {
    expect(isLastStep('poolLow', 0)).toBe(false);
    expect(isLastStep('poolLow', 1)).toBe(true);
    expect(stepAt('poolLow', 9).role).toBe('approver');
  });
});
