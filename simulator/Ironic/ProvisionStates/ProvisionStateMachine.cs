using System.Collections.Frozen;
using static Simulator.Ironic.ProvisionState;
using Event = Simulator.Ironic.ProvisionEvent;

namespace Simulator.Ironic;

/// <summary>All provision states and moves of Ironic 21.4 (API 1.82), and after them those of newer ones.</summary>
internal static class ProvisionStateMachine
{
    private static readonly FrozenDictionary<(string State, string Event), string> Moves = new Dictionary<(string, string), string>
    {
        [(Enroll, Event.Manage)] = Verifying,
        [(Verifying, Event.Done)] = Manageable,
        [(Verifying, Event.Fail)] = Enroll,
        [(Manageable, Event.Provide)] = Cleaning,
        [(Manageable, Event.Clean)] = Cleaning,
        [(Manageable, Event.Inspect)] = Inspecting,
        [(Manageable, Event.Adopt)] = Adopting,
        [(Inspecting, Event.Done)] = Manageable,
        [(Inspecting, Event.Wait)] = InspectWait,
        [(Inspecting, Event.Fail)] = InspectFailed,
        [(InspectWait, Event.Resume)] = Inspecting,
        [(InspectWait, Event.Done)] = Manageable,
        [(InspectWait, Event.Abort)] = InspectFailed,
        [(InspectWait, Event.Fail)] = InspectFailed,
        [(InspectFailed, Event.Manage)] = Manageable,
        [(InspectFailed, Event.Inspect)] = Inspecting,
        [(Cleaning, Event.Done)] = Available,
        [(Cleaning, Event.Manage)] = Manageable,
        [(Cleaning, Event.Wait)] = CleanWait,
        [(Cleaning, Event.Fail)] = CleanFailed,
        [(CleanWait, Event.Resume)] = Cleaning,
        [(CleanWait, Event.Abort)] = CleanFailed,
        [(CleanWait, Event.Fail)] = CleanFailed,
        [(CleanFailed, Event.Manage)] = Manageable,
        [(Available, Event.Deploy)] = Deploying,
        [(Available, Event.Manage)] = Manageable,
        [(Deploying, Event.Done)] = Active,
        [(Deploying, Event.Wait)] = WaitCallBack,
        [(Deploying, Event.Fail)] = DeployFailed,
        [(WaitCallBack, Event.Resume)] = Deploying,
        [(WaitCallBack, Event.Delete)] = Deleting,
        [(WaitCallBack, Event.Fail)] = DeployFailed,
        [(DeployFailed, Event.Deploy)] = Deploying,
        [(DeployFailed, Event.Rebuild)] = Deploying,
        [(DeployFailed, Event.Delete)] = Deleting,
        [(Active, Event.Delete)] = Deleting,
        [(Active, Event.Rebuild)] = Deploying,
        [(Active, Event.Rescue)] = Rescuing,
        [(Deleting, Event.Clean)] = Cleaning,
        [(Deleting, Event.Fail)] = Error,
        [(Error, Event.Delete)] = Deleting,
        [(Error, Event.Rebuild)] = Deploying,
        [(Adopting, Event.Done)] = Active,
        [(Adopting, Event.Fail)] = AdoptFailed,
        [(AdoptFailed, Event.Adopt)] = Adopting,
        [(AdoptFailed, Event.Manage)] = Manageable,
        [(Rescuing, Event.Done)] = ProvisionState.Rescue,
        [(Rescuing, Event.Wait)] = RescueWait,
        [(Rescuing, Event.Fail)] = RescueFailed,
        [(RescueWait, Event.Resume)] = Rescuing,
        [(RescueWait, Event.Abort)] = RescueFailed,
        [(RescueWait, Event.Fail)] = RescueFailed,
        [(RescueWait, Event.Delete)] = Deleting,
        [(ProvisionState.Rescue, Event.Unrescue)] = Unrescuing,
        [(ProvisionState.Rescue, Event.Rescue)] = Rescuing,
        [(ProvisionState.Rescue, Event.Delete)] = Deleting,
        [(RescueFailed, Event.Rescue)] = Rescuing,
        [(RescueFailed, Event.Unrescue)] = Unrescuing,
        [(RescueFailed, Event.Delete)] = Deleting,
        [(Unrescuing, Event.Done)] = Active,
        [(Unrescuing, Event.Fail)] = UnrescueFailed,
        [(UnrescueFailed, Event.Rescue)] = Rescuing,
        [(UnrescueFailed, Event.Unrescue)] = Unrescuing,
        [(UnrescueFailed, Event.Delete)] = Deleting,
        [(Cleaning, Event.Hold)] = CleanHold,
        [(CleanHold, Event.Unhold)] = Cleaning,
        [(CleanHold, Event.Abort)] = CleanFailed,
        [(CleanHold, Event.Fail)] = CleanFailed,
        [(Deploying, Event.Hold)] = DeployHold,
        [(DeployHold, Event.Unhold)] = Deploying,
        [(DeployHold, Event.Abort)] = DeployFailed,
        [(DeployHold, Event.Fail)] = DeployFailed,
        [(DeployHold, Event.Delete)] = Deleting,
        [(Active, Event.Service)] = Servicing,
        [(Servicing, Event.Done)] = Active,
        [(Servicing, Event.Wait)] = ServiceWait,
        [(Servicing, Event.Hold)] = ServiceHold,
        [(Servicing, Event.Fail)] = ServiceFailed,
        [(ServiceWait, Event.Resume)] = Servicing,
        [(ServiceWait, Event.Abort)] = ServiceFailed,
        [(ServiceWait, Event.Fail)] = ServiceFailed,
        [(ServiceHold, Event.Unhold)] = Servicing,
        [(ServiceHold, Event.Abort)] = ServiceFailed,
        [(ServiceHold, Event.Fail)] = ServiceFailed,
        [(ServiceFailed, Event.Service)] = Servicing,
        [(ServiceFailed, Event.Rescue)] = Rescuing,
        [(ServiceFailed, Event.Delete)] = Deleting,
    }.ToFrozenDictionary();

    // A fresh target when a move leads here; other states keep the one they came with, stable states have none.
    private static readonly FrozenDictionary<string, string> Targets = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Verifying] = Manageable,
        [Inspecting] = Manageable,
        [Deploying] = Active,
        [Deleting] = Available,
        [Adopting] = Active,
        [Rescuing] = ProvisionState.Rescue,
        [Unrescuing] = Active,
        [Servicing] = Active,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Stable =
        new[] { Enroll, Manageable, Available, Active, Error, ProvisionState.Rescue }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> FreelyUpdated =
        new[] { Enroll, Inspecting, InspectWait, Manageable, Available }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Deletable =
        new[] { Enroll, Manageable, Available, AdoptFailed }.ToFrozenSet(StringComparer.Ordinal);

    public static FrozenSet<string> States { get; } =
        Moves.SelectMany(m => new[] { m.Key.State, m.Value }).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Where a new node begins; requests older than 1.11 do not know <c>enroll</c>.</summary>
    public static string First(ApiVersion version) => version.Has(11) ? Enroll : Available;

    /// <summary>The next state, or null when the event cannot happen in this one.</summary>
    public static string? Next(string state, string happening) => Moves.GetValueOrDefault((state, happening));

    /// <summary>What <c>target_provision_state</c> shows after a move.</summary>
    public static string? TargetAfter(string next, string happening, string? former) => (next, happening) switch
    {
        _ when Stable.Contains(next) => null,
        (Cleaning, Event.Provide) => Available,
        (Cleaning, Event.Clean) => former ?? Manageable, // undeploying goes on to cleaning and keeps its target
        _ => Targets.GetValueOrDefault(next) ?? former,
    };

    /// <summary>False where interface changes are refused outside maintenance.</summary>
    public static bool MayUpdate(string state) => FreelyUpdated.Contains(state);

    /// <summary>True where a node may be deleted outside maintenance.</summary>
    public static bool MayDelete(string state) => Deletable.Contains(state);
}
