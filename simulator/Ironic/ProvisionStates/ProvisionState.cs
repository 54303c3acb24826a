namespace Simulator.Ironic;

/// <summary>Provision states as they are spelled on the wire.</summary>
internal static class ProvisionState
{
    public const string Enroll = "enroll";
    public const string Verifying = "verifying";
    public const string Manageable = "manageable";
    public const string Inspecting = "inspecting";
    public const string InspectWait = "inspect wait";
    public const string InspectFailed = "inspect failed";
    public const string Cleaning = "cleaning";
    public const string CleanWait = "clean wait";
    public const string CleanFailed = "clean failed";
    public const string Available = "available";
    public const string Deploying = "deploying";
    public const string WaitCallBack = "wait call-back";
    public const string DeployFailed = "deploy failed";
    public const string Active = "active";
    public const string Deleting = "deleting";
    public const string Error = "error";
    public const string Adopting = "adopting";
    public const string AdoptFailed = "adopt failed";
    public const string Rescuing = "rescuing";
    public const string RescueWait = "rescue wait";
    public const string Rescue = "rescue";
    public const string RescueFailed = "rescue failed";
    public const string Unrescuing = "unrescuing";
    public const string UnrescueFailed = "unrescue failed";

    // Newer than 1.82.
    public const string CleanHold = "clean hold";
    public const string DeployHold = "deploy hold";
    public const string Servicing = "servicing";
    public const string ServiceWait = "service wait";
    public const string ServiceHold = "service hold";
    public const string ServiceFailed = "service failed";
}

/// <summary>What moves a node from one provision state to another: a person's verb, or an event of the work.</summary>
internal static class ProvisionEvent
{
    public const string Manage = "manage";
    public const string Provide = "provide";
    public const string Clean = "clean";
    public const string Inspect = "inspect";
    public const string Adopt = "adopt";
    public const string Deploy = "deploy";
    public const string Delete = "delete";
    public const string Rebuild = "rebuild";
    public const string Rescue = "rescue";
    public const string Unrescue = "unrescue";
    public const string Abort = "abort";
    public const string Done = "done";
    public const string Fail = "fail";
    public const string Wait = "wait";
    public const string Resume = "resume";

    // Newer than 1.82.
    public const string Service = "service";
    public const string Hold = "hold";
    public const string Unhold = "unhold";
}
