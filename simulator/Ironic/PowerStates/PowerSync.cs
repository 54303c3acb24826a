namespace Simulator.Ironic;

/// <summary>
/// Housekeeping: reads the power of all nodes at intervals and records what differs. Three failures in a row put a node
/// into maintenance with the fault <c>power failure</c>; an answer takes it out again.
/// </summary>
internal sealed partial class PowerSync(Conductor conductor, ILogger<PowerSync> logger) : BackgroundService
{
    private const int PatienceInRounds = 3;
    private const string PowerFailure = "power failure";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(conductor.Settings.Timings.PowerSync, conductor.World.Clock.Background);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var node in conductor.Nodes.All().Where(IsWatched))
                {
                    await SyncAsync(node, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The face stops.
        }
    }

    private static bool IsWatched(IronicNode node) =>
        node.Reservation is null
        && (!node.Maintenance || node.Fault == PowerFailure)
        && node.ProvisionState is not (ProvisionState.Enroll or ProvisionState.CleanWait or ProvisionState.WaitCallBack);

    private async Task SyncAsync(IronicNode node, CancellationToken cancellation)
    {
        using var hold = conductor.World.Clock.Hold();
        try
        {
            var reading = await conductor.Hardware.Of(node).ReadAsync(new BmcCall(node, hold, cancellation));
            Note(node, reading.Power);
        }
        catch (BmcException silent)
        {
            Log.PowerUnknown(logger, node.Uuid, silent.Message);
            NoteFailure(node, silent.Message);
        }
    }

    /// <summary>Work that began meanwhile knows better than a look that began before it.</summary>
    private void Note(IronicNode node, string? power)
    {
        if (conductor.Nodes.ByUuid(node.Uuid) is { Reservation: null } now && (now.PowerState != power || now.FailedPowerReads > 0))
        {
            conductor.NotePower(node.Uuid, power, n => n.Fault == PowerFailure
                ? n with { FailedPowerReads = 0, Maintenance = false, MaintenanceReason = null, Fault = null }
                : n with { FailedPowerReads = 0 });
        }
    }

    private void NoteFailure(IronicNode node, string reason)
    {
        conductor.Change(node.Uuid, n => n with { FailedPowerReads = n.FailedPowerReads + 1 });
        if (conductor.Nodes.ByUuid(node.Uuid) is { Reservation: null, Maintenance: false, FailedPowerReads: >= PatienceInRounds })
        {
            var why = $"During sync_power_state, max retries exceeded for node {node.Uuid}, node state None does not match expected state '{node.PowerState}'. Switching node to maintenance mode. Error: {reason}";
            conductor.NotePower(node.Uuid, PowerState.Error, n => n with
            {
                Maintenance = true, MaintenanceReason = why, Fault = PowerFailure, LastError = why,
            });
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Power of node {NodeId} is not known: {Reason}")]
        public static partial void PowerUnknown(ILogger logger, string nodeId, string reason);
    }
}
