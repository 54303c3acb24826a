using ValenceCore.Operations;

namespace ValenceCore.Registration;

/// <summary>Has Ironic bring the node to another of its states, where the request asked for it.</summary>
/// <param name="wish">What asks for it in the request; the step has its name.</param>
/// <param name="done">What the node is then.</param>
internal abstract class PassageStep(string wish, string done, Func<string, CancellationToken, Task> pass) : IOperationStep
{
    public string Name => wish;

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        if (!data.IsWanted(wish))
        {
            return StepResult.Done("not wanted");
        }

        await pass(data.Need(RegistrationKeys.IronicUuid), cancellation);
        return StepResult.Done(done);
    }
}

/// <summary>Has Ironic verify that it controls the machine.</summary>
internal sealed class ManageStep(IRegisterNodes ironic) : PassageStep(RegistrationKeys.Manage, "manageable", ironic.ManageAsync);

/// <summary>Has Ironic look for itself what the machine has.</summary>
internal sealed class InspectStep(IRegisterNodes ironic) : PassageStep(RegistrationKeys.Inspect, "inspected", ironic.InspectAsync);

/// <summary>Has Ironic clean the machine and offer it to whoever asks for one.</summary>
internal sealed class ProvideStep(IRegisterNodes ironic) : PassageStep(RegistrationKeys.Provide, "available", ironic.ProvideAsync);

internal static class RegistrationWishes
{
    /// <summary>Whether the request asked for it; an operation of an older version says nothing.</summary>
    public static bool IsWanted(this OperationData data, string wish) => data.Input[wish]?.GetValue<bool>() is true;
}
