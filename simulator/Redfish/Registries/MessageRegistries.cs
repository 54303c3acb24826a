namespace Simulator.Redfish;

/// <summary>Every registry of which this service sends messages. Keys, arguments and severities: DMTF release 2025.4; the sentences are ours.</summary>
internal static class MessageRegistries
{
    private const string Warning = "Warning";
    private const string Critical = "Critical";
    private const string Fine = "OK";
    private const string NothingToDo = "None.";
    private const string Resource = "Name of the resource.";
    private const string State = "State of the resource.";
    private const string Property = "Name of the property.";
    private const string Value = "Value that was sent.";
    private const string Parameter = "Name of the parameter.";
    private const string Action = "Name of the action.";
    private const string Task = "Id of the task.";
    private const string Job = "Id of the job.";
    private const string Image = "Name of the image.";
    private const string Target = "URI or name of the part.";
    private const string Metric = "Path and property of the metric.";
    private const string Threshold = "Value of the threshold.";
    private const string Block = "Id of the resource block.";
    private const string Reservation = "Id of the reservation.";
    private const string Detector = "Name of the leak detector.";
    private const string TriggerId = "Id of the trigger.";

    public static MessageRegistry Base { get; } = new("Base", "1.22.1",
        new("AccessDenied", Critical, "The service may not connect to %1.", "Name a destination to which it may connect.", "URI of the destination."),
        new("ActionParameterMissing", Critical, "The action %1 needs the parameter %2.", "Add the parameter.", Action, Parameter),
        new("ActionParameterUnknown", Warning, "The action %1 has no parameter %2.", "Remove it.", Action, Parameter),
        new("ActionParameterValueError", Warning, "The value for the parameter %1 of %2 cannot be taken.", "Send another value.", Parameter, Action),
        new("ActionParameterValueConflict", Warning, "The value '%2' for the parameter %1 does not go together with the rest.", "Change one of them.", Parameter, Value),
        new("ActionParameterValueFormatError", Warning, "The value '%1' for the parameter %2 of %3 has the wrong format.", "Mend the value.", Value, Parameter, Action),
        new("ActionParameterValueNotInList", Warning, "The value '%1' for the parameter %2 of %3 is not one that this resource takes.", "Send one of the values that it takes.", Value, Parameter, Action),
        new("ActionParameterValueOutOfRange", Warning, "The value '%1' for the parameter %2 of %3 is out of range.", "Send a value within the range.", Value, Parameter, Action),
        new("ActionParameterValueTypeError", Warning, "The value '%1' for the parameter %2 of %3 is of the wrong type.", "Send a value of the right type.", Value, Parameter, Action),
        new("CreateLimitReachedForResource", Critical, "There are as many resources of this kind as this service keeps.", "Delete one first."),
        new("ArraySizeTooLong", Warning, "The array %1 has more than %2 elements.", "Send fewer.", Property, "Most elements."),
        new("CouldNotEstablishConnection", Critical, "The service could not reach %1.", "Mend what lies there, or name another.", "URI of the destination."),
        new("EmptyJSON", Warning, "The request needs a body.", "Send a JSON object with the properties of this request."),
        new("EventBufferExceeded", Warning, "Events were lost: the reader was too slow or came too late.", "Read again what matters and go on from here."),
        new("EventSubscriptionLimitExceeded", Critical, "There are as many event subscriptions as this service keeps.", "Delete one first."),
        new("GeneralError", Critical, "The request failed.", "See the message and the extended information."),
        new("HeaderInvalid", Critical, "The header %1 cannot be accepted.", "Change or remove the header.", "Name of the header."),
        new("HeaderMissing", Critical, "The header %1 is missing.", "Add the header.", "Name of the header."),
        new("InsufficientPrivilege", Critical, "The account may not do this.", "Use an account whose role grants it."),
        new("InsufficientStorage", Critical, "The answer would be too large to make.", "Ask for less at once."),
        new("MalformedJSON", Critical, "The request body is not valid JSON.", "Send a JSON object."),
        new("NoValidSession", Critical, "The request carries no valid credentials.", "Log in at the Sessions collection and send X-Auth-Token, or use HTTP Basic authentication."),
        new("OperationNotAllowed", Critical, "The method is not allowed on this resource.", "Use one of the methods that the Allow header names."),
        new("PasswordChangeRequired", Critical, "The password of the account at %1 must be changed first.", "Send PATCH with a new Password to the account.", "URI of the account."),
        new("PayloadTooLarge", Critical, "The request body is larger than this service takes.", "Send a smaller body."),
        new("PreconditionFailed", Critical, "The ETag in If-Match is not the present one of the resource.", "Read the resource again and repeat the request with its ETag."),
        new("PropertyDuplicate", Warning, "The property %1 is given more than once.", "Send it once.", Property),
        new("PropertyMissing", Warning, "The property %1 is missing.", "Add the property.", Property),
        new("PropertyNotWritable", Warning, "The property %1 cannot be written.", "Remove it from the request.", Property),
        new("PropertyUnknown", Warning, "The property %1 is not known here.", "Remove it.", Property),
        new("PropertyValueConflict", Warning, "The value of %1 does not go together with %2.", "Change one of the two.", Property, "Name of the other property."),
        new("PropertyValueError", Warning, "The value of %1 cannot be taken.", "Send another value.", Property),
        new("PropertyValueExternalConflict", Warning, "The value '%2' of %1 cannot be had as this service is set up.", "Change how the service is set up.", Property, Value),
        new("PropertyValueFormatError", Warning, "The value '%1' of %2 has the wrong format.", "Mend the value.", Value, Property),
        new("PropertyValueNotInList", Warning, "The value '%1' of %2 is not one that this resource takes.", "Send one of the values that it takes.", Value, Property),
        new("PropertyValueOutOfRange", Warning, "The value '%1' of %2 is out of range.", "Send a value within the range.", Value, Property),
        new("PropertyValueResourceConflict", Warning, "The value '%2' of %1 does not go together with the resource at %3.", "Change one of the two.", Property, Value, "URI of the other resource."),
        new("PropertyValueTypeError", Warning, "The value '%1' of %2 is of the wrong type.", "Send a value of the right type.", Value, Property),
        new("QueryCombinationInvalid", Warning, "The query parameters do not go together.", "Remove one of them."),
        new("QueryNotSupportedOnOperation", Warning, "The operation takes no query parameters.", "Remove the parameters."),
        new("QueryNotSupportedOnResource", Warning, "A query parameter has no meaning on this resource.", "Remove the parameter, or send it to a collection."),
        new("QueryParameterOutOfRange", Warning, "The value '%1' of the query parameter %2 is not in the range %3.", "Send a value in the range.", Value, Parameter, "The range."),
        new("QueryParameterUnsupported", Warning, "The query parameter %1 is not supported.", "Remove the parameter.", "Name of the parameter."),
        new("QueryParameterValueFormatError", Warning, "The value '%1' of the query parameter %2 has the wrong format.", "Mend the value.", Value, Parameter),
        new("QueryParameterValueTypeError", Warning, "The value '%1' of the query parameter %2 is of the wrong type.", "Send a value of the right type.", Value, Parameter),
        new("ResourceAlreadyExists", Critical, "There is a %1 with the %2 '%3' already.", "Choose another value.", "Type of the resource.", Property, Value),
        new("ResourceCannotBeDeleted", Critical, "This resource cannot be deleted.", "Leave it; the service removes it in its time."),
        new("ResourceExhaustion", Critical, "There is no %1 left for the request.", "Ask for less, or free something first.", "Kind of the resource."),
        new("ResourceInStandby", Critical, "The resource is off.", "Power the resource on and send the request again."),
        new("ResourceInUse", Warning, "The resource is in use or in transition.", "Wait until it is free or in a stable state and send the request again."),
        new("ResourceMissingAtURI", Critical, "There is no resource at %1.", "Follow the links from the service root.", "URI that was asked for."),
        new("ServiceTemporarilyUnavailable", Critical, "The service cannot answer for %1 seconds.", "Send the request again later.", "Seconds until a new attempt makes sense."),
        new("ServiceDisabled", Warning, "The service at %1 is switched off.", "Switch the service on first.", "URI of the service."),
        new("SessionLimitExceeded", Critical, "There are as many sessions as this service keeps.", "End a session and log in again."),
        new("StringValueTooLong", Warning, "The text '%1' is longer than %2 characters.", "Send a shorter one.", Value, "Most characters."),
        new("StringValueTooShort", Warning, "The text '%1' is shorter than %2 characters.", "Send a longer one.", Value, "Least characters."),
        new("Success", Fine, "Done.", NothingToDo),
        new("UnrecognizedRequestBody", Warning, "The request body is not a JSON object.", "Send a JSON object."));

    public static MessageRegistry ResourceEvent { get; } = new("ResourceEvent", "1.4.3",
        new("ResourceChanged", Fine, "Properties of the resource changed.", NothingToDo),
        new("ResourceCreated", Fine, "The resource was made.", NothingToDo),
        new("ResourceErrorsDetected", Warning, "%1 has an error: %2.", "Read the resource.", Property, "What the error is."),
        new("ResourcePoweredOff", Fine, "%1 is off.", NothingToDo, Resource),
        new("ResourcePoweredOn", Fine, "%1 is on.", NothingToDo, Resource),
        new("ResourcePoweringOff", Fine, "%1 is powering off.", NothingToDo, Resource),
        new("ResourcePoweringOn", Fine, "%1 is powering on.", NothingToDo, Resource),
        new("ResourceRemoved", Fine, "The resource is gone.", NothingToDo),
        new("ResourceStateChanged", Fine, "The state of %1 is now %2.", NothingToDo, Resource, State),
        new("ResourceStatusChangedCritical", Critical, "The health of %1 is now %2.", "Mend or replace the part.", Resource, State),
        new("ResourceStatusChangedOK", Fine, "The health of %1 is now %2.", NothingToDo, Resource, State),
        new("ResourceStatusChangedWarning", Warning, "The health of %1 is now %2.", "Look after the part.", Resource, State),
        new("TestMessage", Fine, "This is a test.", NothingToDo));

    public static MessageRegistry TaskEvent { get; } = new("TaskEvent", "1.0.5",
        new("TaskAborted", Critical, "The task %1 failed.", "Read the messages of the task.", Task),
        new("TaskCancelled", Warning, "The task %1 was cancelled.", NothingToDo, Task),
        new("TaskCompletedOK", Fine, "The task %1 is done.", NothingToDo, Task),
        new("TaskStarted", Fine, "The task %1 has begun.", NothingToDo, Task));

    public static MessageRegistry Composition { get; } = new("Composition", "1.1.3",
        new("ConstrainedResourceAlreadyReserved", Critical, "Only blocks that the reservation %1 holds would do.", "Wait until it ends, or ask for less.", Reservation),
        new("EmptyManifest", Warning, "The manifest asks for nothing.", "Add stanzas with requests."),
        new("IncompatibleZone", Critical, "The blocks have no zone in common.", "Take blocks of one resource zone."),
        new("NoResourceMatch", Critical, "There are no resources of type %1 left that do what is asked for.", "Ask for less, or free something first.", "Type of the resource."),
        new("ResourceBlockChanged", Fine, "The block %1 changed.", NothingToDo, Block),
        new("ResourceBlockCompositionStateChanged", Fine, "The block %1 is used in another way than before.", NothingToDo, Block),
        new("ResourceBlockInUse", Warning, "The block %1 cannot be composed now.", "Take another block, or decompose the system that has it.", Block),
        new("ResourceBlockInvalid", Critical, "The block %1 cannot be used for this request.", "Take another block.", Block),
        new("ResourceBlockNotFound", Critical, "There is no block %1.", "Read the collection of resource blocks.", Block),
        new("ResourceBlockStateChanged", Fine, "The block %1 has another state.", NothingToDo, Block),
        new("SpecifiedResourceAlreadyReserved", Critical, "The block %1 is held by the reservation %2.", "Wait until it ends, or take another block.", Block, Reservation),
        new("UnableToProcessStanzaRequest", Critical, "The stanza %2 of type %1 cannot be processed.", "Mend its request.", "Type of the stanza.", "Id of the stanza."));

    public static MessageRegistry HeartbeatEvent { get; } = new("HeartbeatEvent", "1.1.1",
        [new("RedfishServiceFunctional", Fine, "The service works.", NothingToDo)]);

    public static MessageRegistry JobEvent { get; } = new("JobEvent", "1.1.1",
        new("JobCancelled", Warning, "The job %1 was cancelled.", NothingToDo, Job),
        new("JobCompletedException", Warning, "The job %1 failed.", "Read the messages of the job.", Job),
        new("JobCompletedOK", Fine, "The job %1 is done.", NothingToDo, Job));

    public static MessageRegistry Update { get; } = new("Update", "1.3.0",
        new("ActivateFailed", Critical, "The image %1 was written to %2 and could not be taken into use.", "See why, and reset the part.", Image, Target),
        new("ApplyFailed", Critical, "The image %1 could not be written to %2.", "See why, and send the update again.", Image, Target),
        new("ApplyingOnComponent", Fine, "The image %1 is taken into use by %2.", NothingToDo, Image, Target),
        new("AwaitToActivate", Fine, "The image %1 is written and waits for a reset of %2.", "Reset the part.", Image, Target),
        new("InstallingOnComponent", Fine, "The image %1 is written to %2.", NothingToDo, Image, Target),
        new("TargetDetermined", Fine, "%1 is updated with the image %2.", NothingToDo, Target, Image),
        new("TransferFailed", Critical, "The image %1 for %2 could not be fetched.", "See why, and send the update again.", Image, Target),
        new("TransferringToComponent", Fine, "The image %1 is fetched for %2.", NothingToDo, Image, Target),
        new("UpdateSkippedSameVersion", Fine, "%1 has the version of the image %2 already.", "Force the update if it is wanted all the same.", Target, Image),
        new("UpdateSuccessful", Fine, "%1 runs the image %2.", NothingToDo, Target, Image),
        new("VerificationFailed", Critical, "The image %1 is not good for %2.", "See why, and send another image.", Image, Target),
        new("VerifyingAtComponent", Fine, "The image %1 is checked for %2.", NothingToDo, Image, Target));

    public static MessageRegistry Telemetry { get; } = new("Telemetry", "1.1.1",
        new("TriggerNumericAboveLowerCritical", Warning, "The metric %1 is %2, above the lower critical threshold %3 of trigger %4 again, and not yet normal.", "Watch the metric.", Metric, Value, Threshold, TriggerId),
        new("TriggerNumericAboveUpperCritical", Critical, "The metric %1 is %2, above the upper critical threshold %3 of trigger %4.", "Find out what drives it up.", Metric, Value, Threshold, TriggerId),
        new("TriggerNumericAboveUpperWarning", Warning, "The metric %1 is %2, above the upper warning threshold %3 of trigger %4.", "Watch the metric.", Metric, Value, Threshold, TriggerId),
        new("TriggerNumericBelowLowerCritical", Critical, "The metric %1 is %2, below the lower critical threshold %3 of trigger %4.", "Find out what drives it down.", Metric, Value, Threshold, TriggerId),
        new("TriggerNumericBelowLowerWarning", Warning, "The metric %1 is %2, below the lower warning threshold %3 of trigger %4.", "Watch the metric.", Metric, Value, Threshold, TriggerId),
        new("TriggerNumericBelowUpperCritical", Warning, "The metric %1 is %2, below the upper critical threshold %3 of trigger %4 again, and not yet normal.", "Watch the metric.", Metric, Value, Threshold, TriggerId),
        new("TriggerNumericReadingNormal", Fine, "The metric %1 is %2, within the thresholds of trigger %3.", NothingToDo, Metric, Value, TriggerId));

    public static MessageRegistry Environmental { get; } = new("Environmental", "1.4.0",
        new("LeakDetectedCritical", Critical, "The leak detector %1 senses a critical leak.", "Shut off what leaks, and dry the floor.", Detector),
        new("LeakDetectedNormal", Fine, "The leak detector %1 senses no leak any more.", NothingToDo, Detector),
        new("LeakDetectedWarning", Warning, "The leak detector %1 senses some moisture.", "Look for a leak.", Detector));

    public static IReadOnlyList<MessageRegistry> All { get; } = [Base, Composition, HeartbeatEvent, ResourceEvent, TaskEvent, JobEvent, Update, Telemetry, Environmental];
}
