import type { FeedParts } from './feed-parts.js';
import { RepeatingTask } from './repeating-task.js';

const INTERVAL_MS = 60_000;

/** Watches the webhook subscription. */
export class HealthLoop {
  readonly task: RepeatingTask;
  private wasHealthy: boolean | undefined;

  /** @param onChange called when webhooks begin or cease to work, but not after the first check */
  constructor(
    private readonly parts: FeedParts,
    private readonly onChange: () => void,
  ) {
    this.task = new RepeatingTask(parts.clock, () => this.check());
  }

  private async check(): Promise<number> {
    const { health } = this.parts;
    await health.check();
    const { wasHealthy } = this;
    this.wasHealthy = health.isHealthy;
    if (health.isHealthy !== wasHealthy) this.report();
    if (wasHealthy !== undefined && health.isHealthy !== wasHealthy) this.onChange();
    return INTERVAL_MS;
  }

  private report(): void {
    const { health, options } = this.parts;
    const { account, logger, webhookSubscriptionId: subscription } = options;
    if (health.isHealthy) logger.info({ account, subscription }, 'The live feed receives events by webhook');
    else logger.warn({ account, subscription }, 'PagerDuty delivers no webhooks; the live feed polls instead');
  }
}
