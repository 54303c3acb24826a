using ValenceCore.Drivers.Ironic;
using ValenceCore.Failures;

namespace ValenceCore.Doctor;

/// <summary>The Ironic that nodes are registered in.</summary>
internal sealed class IronicExamination(IronicConnection ironic)
{
    public async Task<DoctorFinding> ExamineAsync(CancellationToken cancellation)
    {
        const string check = "ironic";
        if (!ironic.IsConfigured)
        {
            return DoctorFinding.Warning(check, "none is configured, so nodes cannot be registered", "Name one with --ironic or Ironic:Url in the settings.");
        }

        try
        {
            return DoctorFinding.Ok(check, $"answers, API version {await ironic.AgreeAsync(cancellation)} is agreed on");
        }
        catch (DriverException exception)
        {
            return DoctorFinding.Problem(check, exception.Failure.Detail, exception.Failure.Next ?? "Check that Ironic is up and its address and account in the settings.");
        }
    }
}
