namespace Simulator.Redfish;

/// <summary>How often a webhook is tried again. Replaced whole by a PATCH of the event service.</summary>
/// <param name="RetryAttempts">After the first; default 3.</param>
/// <param name="RetryIntervalSeconds">On the simulator's clock; default 30.</param>
internal sealed record DeliverySettings(int RetryAttempts = 3, int RetryIntervalSeconds = 30);
