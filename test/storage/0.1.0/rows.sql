CREATE TABLE "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
);
CREATE TABLE "Group" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "repositories" TEXT NOT NULL DEFAULT '[]',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "Space" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "spaceId" TEXT NOT NULL,
    "leftAt" DATETIME,
    CONSTRAINT "Space_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Grant" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "platform" TEXT NOT NULL DEFAULT '',
    "value" TEXT NOT NULL,
    CONSTRAINT "Grant_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Place" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "placeId" TEXT NOT NULL,
    CONSTRAINT "Place_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Person" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT,
    "role" TEXT NOT NULL DEFAULT 'none',
    "never" TEXT NOT NULL DEFAULT '[]',
    "prefers" TEXT NOT NULL DEFAULT '[]',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Person_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Account" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "foldedId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    CONSTRAINT "Account_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "AccountClaim" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "FormDraft" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "groupId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "args" TEXT NOT NULL,
    "values" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "owner" TEXT NOT NULL,
    "until" DATETIME NOT NULL
);
CREATE TABLE "Cursor" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL
);
CREATE TABLE "Schedule" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "job" TEXT NOT NULL,
    "dueAt" DATETIME,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "leaseOwner" TEXT,
    "leaseUntil" DATETIME,
    CONSTRAINT "Schedule_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Publication" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "destination" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "home" TEXT,
    "view" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "isOnce" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'wanted',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" DATETIME,
    "remote" TEXT,
    "kind" TEXT,
    "isFollowed" BOOLEAN NOT NULL DEFAULT false,
    "hash" TEXT,
    "error" TEXT,
    "toldAt" DATETIME,
    "endedAt" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Publication_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Link" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "publicationId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    CONSTRAINT "Link_publicationId_fkey" FOREIGN KEY ("publicationId") REFERENCES "Publication" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Made" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "publicationId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "remoteId" TEXT NOT NULL,
    "isPart" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "Made_publicationId_fkey" FOREIGN KEY ("publicationId") REFERENCES "Publication" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Conversation" (
    "platform" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "remoteId" TEXT NOT NULL,

    PRIMARY KEY ("platform", "accountId")
);
CREATE TABLE "MeetingSeries" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "starts" TEXT NOT NULL,
    "turnsFrom" TEXT NOT NULL,
    "times" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "durationMinutes" INTEGER NOT NULL DEFAULT 60,
    "place" TEXT,
    "description" TEXT,
    "seats" INTEGER,
    "skips" TEXT NOT NULL DEFAULT '[]',
    "template" TEXT NOT NULL DEFAULT 'monthly',
    "reminders" TEXT NOT NULL DEFAULT '[10080,1440,60,0]',
    "messages" TEXT NOT NULL DEFAULT 'usual',
    "chosen" TEXT NOT NULL DEFAULT '[]',
    "privateRole" TEXT,
    "minutesFolder" TEXT,
    "state" TEXT NOT NULL DEFAULT 'active',
    "feedToken" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "MeetingSeries_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Meeting" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "seriesId" INTEGER,
    "occurrence" TEXT,
    "name" TEXT NOT NULL,
    "localDate" TEXT NOT NULL,
    "localTime" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "tzVersion" TEXT NOT NULL,
    "durationMinutes" INTEGER NOT NULL,
    "place" TEXT,
    "description" TEXT,
    "seats" INTEGER,
    "status" TEXT NOT NULL DEFAULT 'scheduled',
    "cancelReason" TEXT,
    "phase" TEXT NOT NULL DEFAULT 'upcoming',
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "timedBy" TEXT NOT NULL DEFAULT 'rule',
    "timedAt" DATETIME NOT NULL,
    "announcedAt" DATETIME,
    "hostId" INTEGER,
    "notesTakerId" INTEGER,
    "talkedUpTo" INTEGER,
    "notes" TEXT NOT NULL DEFAULT '{}',
    "minutesAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "changedAt" DATETIME NOT NULL,
    CONSTRAINT "Meeting_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Meeting_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "MeetingSeries" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "MeetingChange" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "meetingId" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "wasAt" DATETIME NOT NULL,
    "reason" TEXT,
    "at" DATETIME NOT NULL,
    CONSTRAINT "MeetingChange_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Rsvp" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "meetingId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "answer" TEXT,
    "reminding" TEXT NOT NULL DEFAULT 'auto',
    "remindSince" DATETIME,
    "goingSince" DATETIME,
    CONSTRAINT "Rsvp_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "PersonalReminder" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "about" TEXT NOT NULL,
    "seriesId" INTEGER,
    "meetingId" INTEGER,
    "minutes" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "PersonalReminder_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "MeetingSeries" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "PersonalReminder_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "MeetingPlan" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "seriesId" INTEGER NOT NULL,
    "result" TEXT NOT NULL,
    "proposedAt" DATETIME NOT NULL,
    "acceptedAt" DATETIME,
    CONSTRAINT "MeetingPlan_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "MeetingSeries" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "AgendaTopic" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "meetingId" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "details" TEXT NOT NULL DEFAULT '',
    "ownerId" INTEGER,
    "source" TEXT,
    "createdAt" DATETIME NOT NULL,
    "removedAt" DATETIME,
    CONSTRAINT "AgendaTopic_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Attendance" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "meetingId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "isPresent" BOOLEAN NOT NULL DEFAULT true,
    CONSTRAINT "Attendance_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "ActionItem" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "seriesId" INTEGER,
    "meetingId" INTEGER,
    "text" TEXT NOT NULL,
    "ownerId" INTEGER,
    "dueOn" TEXT,
    "doneAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "ActionItem_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Watch" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "schedule" TEXT NOT NULL,
    "nextRunAt" DATETIME NOT NULL,
    "skipUntil" DATETIME,
    "isPaused" BOOLEAN NOT NULL DEFAULT false,
    "chosen" TEXT NOT NULL DEFAULT '[]',
    "topics" TEXT NOT NULL DEFAULT 'each',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Watch_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "DigestRun" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "watchId" INTEGER,
    "askedById" INTEGER,
    "dueAt" DATETIME NOT NULL,
    "scope" TEXT NOT NULL,
    "scopeKey" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" DATETIME NOT NULL,
    "error" TEXT,
    "digest" TEXT,
    "readAt" DATETIME,
    "isPublic" BOOLEAN,
    "open" INTEGER,
    "opened" INTEGER,
    "merged" INTEGER,
    "closed" INTEGER,
    CONSTRAINT "DigestRun_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DigestRun_watchId_fkey" FOREIGN KEY ("watchId") REFERENCES "Watch" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE TABLE "KnownPull" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "repository" TEXT NOT NULL,
    "nodeId" TEXT NOT NULL,
    "facts" TEXT NOT NULL,
    CONSTRAINT "KnownPull_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "KnownPage" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "etag" TEXT NOT NULL,
    "pulls" TEXT NOT NULL,
    CONSTRAINT "KnownPage_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "ReviewClaim" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "repo" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'review',
    "until" DATETIME NOT NULL,
    "remindAt" DATETIME NOT NULL,
    "isReminded" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "ReviewClaim_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Vocabulary" (
    "groupId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "said" TEXT NOT NULL,
    "changedAt" DATETIME NOT NULL,
    CONSTRAINT "Vocabulary_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Interest" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "login" TEXT,
    "topics" TEXT NOT NULL DEFAULT '[]',
    CONSTRAINT "Interest_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Triaged" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "repo" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Triaged_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "RotaPlace" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "startsOn" TEXT NOT NULL,
    CONSTRAINT "RotaPlace_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Ama" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "collectsAt" DATETIME NOT NULL,
    "opensAt" DATETIME NOT NULL,
    "wrapsAt" DATETIME NOT NULL,
    "closesAt" DATETIME NOT NULL,
    "movedAt" DATETIME,
    "isCalledOff" BOOLEAN NOT NULL DEFAULT false,
    "stoppedAt" DATETIME,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "rules" TEXT NOT NULL DEFAULT '',
    "limitPerPerson" INTEGER NOT NULL DEFAULT 0,
    "isModerated" BOOLEAN NOT NULL DEFAULT false,
    "allowsAnonymous" BOOLEAN NOT NULL DEFAULT true,
    "chosen" TEXT NOT NULL DEFAULT '[]',
    "postsOn" TEXT,
    "moderators" TEXT NOT NULL DEFAULT '[]',
    "asked" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Ama_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "AmaHost" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "amaId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "personId" INTEGER,
    "platform" TEXT,
    "accountId" TEXT,
    "leftAt" DATETIME,
    CONSTRAINT "AmaHost_amaId_fkey" FOREIGN KEY ("amaId") REFERENCES "Ama" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Question" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "amaId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "part" INTEGER NOT NULL DEFAULT 0,
    "followsId" INTEGER,
    "turnedBy" TEXT,
    "text" TEXT NOT NULL,
    "proposedText" TEXT,
    "earlierText" TEXT,
    "textVersion" INTEGER NOT NULL DEFAULT 1,
    "originalText" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "isFlagged" BOOLEAN NOT NULL DEFAULT false,
    "platform" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "sourceNumber" INTEGER,
    "sourceUrl" TEXT,
    "sourceReference" TEXT,
    "sourceVersion" INTEGER NOT NULL DEFAULT 1,
    "isSourceGone" BOOLEAN NOT NULL DEFAULT false,
    "askerId" INTEGER NOT NULL,
    "askerAccountId" TEXT NOT NULL,
    "isAnonymous" BOOLEAN NOT NULL DEFAULT false,
    "wantsNotice" BOOLEAN NOT NULL DEFAULT true,
    "mergedIntoId" INTEGER,
    "moderatedById" INTEGER,
    "declineReason" TEXT,
    "takenById" INTEGER,
    "takenAt" DATETIME,
    "answer" TEXT,
    "answeredById" INTEGER,
    "answeredAt" DATETIME,
    "answerPlatform" TEXT,
    "answerSourceId" TEXT,
    "answerSourceVersion" INTEGER NOT NULL DEFAULT 0,
    "answerVersion" INTEGER NOT NULL DEFAULT 0,
    "answerUrl" TEXT,
    "likes" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Question_amaId_fkey" FOREIGN KEY ("amaId") REFERENCES "Ama" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "AnswerDraft" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "questionId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "basedOn" INTEGER NOT NULL,
    "writtenById" INTEGER NOT NULL,
    "heldById" INTEGER NOT NULL,
    "sourceId" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "AnswerDraft_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Vote" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "questionId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    CONSTRAINT "Vote_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "AmaReminder" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "amaId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    CONSTRAINT "AmaReminder_amaId_fkey" FOREIGN KEY ("amaId") REFERENCES "Ama" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "AmaMute" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "amaId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    CONSTRAINT "AmaMute_amaId_fkey" FOREIGN KEY ("amaId") REFERENCES "Ama" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "GroupVote" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "details" TEXT NOT NULL DEFAULT '',
    "rule" TEXT NOT NULL,
    "options" TEXT NOT NULL DEFAULT '[]',
    "quorumPercent" INTEGER NOT NULL DEFAULT 0,
    "isSecret" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL,
    "openedById" INTEGER NOT NULL,
    "openedByName" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "voters" TEXT NOT NULL DEFAULT '',
    "chosen" TEXT NOT NULL DEFAULT '[]',
    "openedAt" DATETIME NOT NULL,
    "closesAt" DATETIME NOT NULL,
    "closedAt" DATETIME,
    "endedBy" TEXT,
    "endReason" TEXT,
    "verdict" TEXT,
    "amends" INTEGER,
    "amendedBy" INTEGER,
    "concerns" TEXT,
    "concernsJob" TEXT,
    CONSTRAINT "GroupVote_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Elector" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "voteId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "hasVoted" BOOLEAN NOT NULL DEFAULT false,
    "isRecused" BOOLEAN NOT NULL DEFAULT false,
    "leftAt" DATETIME,
    "remindedAt" DATETIME,
    CONSTRAINT "Elector_voteId_fkey" FOREIGN KEY ("voteId") REFERENCES "GroupVote" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Ballot" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "voteId" INTEGER NOT NULL,
    "personId" INTEGER,
    "choice" TEXT NOT NULL,
    "reason" TEXT,
    CONSTRAINT "Ballot_voteId_fkey" FOREIGN KEY ("voteId") REFERENCES "GroupVote" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Decision" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "decidedAt" DATETIME NOT NULL,
    "voteId" INTEGER,
    "voteNumber" INTEGER,
    "recordedBy" TEXT,
    "source" TEXT NOT NULL DEFAULT '',
    "fileName" TEXT NOT NULL DEFAULT '',
    "amendedAt" DATETIME,
    "supersedes" INTEGER,
    "supersededBy" INTEGER,
    CONSTRAINT "Decision_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "VoteSettings" (
    "groupId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "days" INTEGER NOT NULL DEFAULT 5,
    "quorumPercent" INTEGER NOT NULL DEFAULT 0,
    "proposers" TEXT NOT NULL DEFAULT 'member',
    "needsSecond" BOOLEAN NOT NULL DEFAULT false,
    "isSecret" BOOLEAN NOT NULL DEFAULT false,
    "folder" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "VoteSettings_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Project" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'proposed',
    "leadId" INTEGER,
    "isLeadMember" BOOLEAN NOT NULL DEFAULT false,
    "summary" TEXT NOT NULL DEFAULT '',
    "why" TEXT NOT NULL DEFAULT '',
    "challenges" TEXT NOT NULL DEFAULT '',
    "help" TEXT NOT NULL DEFAULT '',
    "links" TEXT NOT NULL DEFAULT '[]',
    "progress" TEXT NOT NULL DEFAULT '[]',
    "progressAt" DATETIME,
    "blockedWhy" TEXT,
    "proposedById" INTEGER,
    "isVouched" BOOLEAN NOT NULL DEFAULT false,
    "rank" INTEGER,
    "createdAt" DATETIME NOT NULL,
    "changedAt" DATETIME NOT NULL,
    "statusAt" DATETIME NOT NULL,
    "doneAt" DATETIME,
    CONSTRAINT "Project_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "ProjectUpdate" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "projectId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "postedById" INTEGER,
    "at" DATETIME NOT NULL,
    CONSTRAINT "ProjectUpdate_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Celebration" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "postedById" INTEGER,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Celebration_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Celebrating" (
    "groupId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "since" DATETIME NOT NULL,
    CONSTRAINT "Celebrating_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Partner" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "zone" TEXT,
    "contact" TEXT NOT NULL DEFAULT '',
    "place" TEXT,
    "placeName" TEXT,
    "code" TEXT NOT NULL,
    "askedId" INTEGER,
    "agreedAt" DATETIME,
    "refusedAt" DATETIME,
    "ownerId" INTEGER,
    "lastAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "removedAt" DATETIME,
    CONSTRAINT "Partner_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "PartnerCall" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "translations" TEXT NOT NULL DEFAULT '{}',
    "createdById" INTEGER,
    "createdAt" DATETIME NOT NULL,
    "publishedAt" DATETIME,
    CONSTRAINT "PartnerCall_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "PartnerTold" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "callId" INTEGER NOT NULL,
    "partnerId" INTEGER NOT NULL,
    "toldAt" DATETIME,
    "answer" TEXT,
    "answerAt" DATETIME,
    CONSTRAINT "PartnerTold_callId_fkey" FOREIGN KEY ("callId") REFERENCES "PartnerCall" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "PartnerTold_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Partner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Membership" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "groupId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'voting',
    "tags" TEXT NOT NULL DEFAULT '[]',
    "sinceAt" DATETIME NOT NULL,
    "untilAt" DATETIME,
    "isShown" BOOLEAN NOT NULL DEFAULT false,
    "github" TEXT,
    "githubCode" TEXT,
    "githubAskedAt" DATETIME,
    "githubAt" DATETIME,
    "githubId" TEXT,
    "renewedAt" DATETIME,
    "askedFor" DATETIME,
    "asked" INTEGER NOT NULL DEFAULT 0,
    "askedAt" DATETIME,
    "toldAt" DATETIME,
    "replaceAt" DATETIME,
    CONSTRAINT "Membership_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "MemberRules" (
    "groupId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "seats" INTEGER NOT NULL DEFAULT 0,
    "outsidePercent" INTEGER NOT NULL DEFAULT 0,
    "insideTag" TEXT NOT NULL DEFAULT 'core team',
    "isYearly" BOOLEAN NOT NULL DEFAULT false,
    "takesApplications" BOOLEAN NOT NULL DEFAULT true,
    "voteRule" TEXT NOT NULL DEFAULT 'charter',
    "keepDays" INTEGER NOT NULL DEFAULT 90,
    "githubIssue" TEXT NOT NULL DEFAULT '',
    "chosen" TEXT NOT NULL DEFAULT '[]',
    CONSTRAINT "MemberRules_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Application" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "applicantId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "introduction" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "brings" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "voteNumber" INTEGER,
    "createdAt" DATETIME NOT NULL,
    "changedAt" DATETIME NOT NULL,
    "decidedAt" DATETIME,
    "offeredAt" DATETIME,
    "clearedAt" DATETIME,
    CONSTRAINT "Application_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Poll" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "durationMinutes" INTEGER NOT NULL,
    "place" TEXT,
    "zone" TEXT NOT NULL,
    "options" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "tag" TEXT NOT NULL DEFAULT '',
    "namesFor" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "openedById" INTEGER NOT NULL,
    "openedByName" TEXT NOT NULL,
    "openedAt" DATETIME NOT NULL,
    "closesAt" DATETIME NOT NULL,
    "closedAt" DATETIME,
    "endedBy" TEXT,
    "endReason" TEXT,
    "chosen" INTEGER,
    "meetingId" INTEGER,
    CONSTRAINT "Poll_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "PollParticipant" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pollId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "isAsked" BOOLEAN NOT NULL,
    "answers" TEXT NOT NULL DEFAULT '[]',
    "answeredAt" DATETIME,
    "remindedAt" DATETIME,
    CONSTRAINT "PollParticipant_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "Poll" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "PollSettings" (
    "groupId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "openers" TEXT NOT NULL DEFAULT 'organiser',
    CONSTRAINT "PollSettings_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Space_platform_spaceId_key" ON "Space"("platform", "spaceId");
CREATE UNIQUE INDEX "Space_groupId_platform_key" ON "Space"("groupId", "platform");
CREATE UNIQUE INDEX "Grant_groupId_kind_platform_value_key" ON "Grant"("groupId", "kind", "platform", "value");
CREATE UNIQUE INDEX "Place_groupId_purpose_platform_placeId_key" ON "Place"("groupId", "purpose", "platform", "placeId");
CREATE INDEX "Person_groupId_role_idx" ON "Person"("groupId", "role");
CREATE INDEX "Account_platform_foldedId_groupId_idx" ON "Account"("platform", "foldedId", "groupId");
CREATE INDEX "Account_personId_idx" ON "Account"("personId");
CREATE INDEX "Account_platform_accountId_idx" ON "Account"("platform", "accountId");
CREATE UNIQUE INDEX "Account_groupId_platform_accountId_key" ON "Account"("groupId", "platform", "accountId");
CREATE INDEX "AccountClaim_groupId_personId_idx" ON "AccountClaim"("groupId", "personId");
CREATE INDEX "FormDraft_createdAt_idx" ON "FormDraft"("createdAt");
CREATE INDEX "Schedule_dueAt_idx" ON "Schedule"("dueAt");
CREATE UNIQUE INDEX "Schedule_groupId_job_key" ON "Schedule"("groupId", "job");
CREATE INDEX "Publication_groupId_state_nextAttemptAt_idx" ON "Publication"("groupId", "state", "nextAttemptAt");
CREATE INDEX "Publication_state_platform_idx" ON "Publication"("state", "platform");
CREATE INDEX "Publication_about_groupId_idx" ON "Publication"("about", "groupId");
CREATE INDEX "Publication_isFollowed_platform_idx" ON "Publication"("isFollowed", "platform");
CREATE INDEX "Publication_groupId_endedAt_idx" ON "Publication"("groupId", "endedAt");
CREATE INDEX "Publication_home_slot_idx" ON "Publication"("home", "slot");
CREATE UNIQUE INDEX "Publication_key_slot_key" ON "Publication"("key", "slot");
CREATE INDEX "Link_publicationId_idx" ON "Link"("publicationId");
CREATE UNIQUE INDEX "Link_key_publicationId_key" ON "Link"("key", "publicationId");
CREATE INDEX "Made_publicationId_idx" ON "Made"("publicationId");
CREATE UNIQUE INDEX "Made_platform_remoteId_publicationId_key" ON "Made"("platform", "remoteId", "publicationId");
CREATE UNIQUE INDEX "MeetingSeries_groupId_name_key" ON "MeetingSeries"("groupId", "name");
CREATE UNIQUE INDEX "MeetingSeries_groupId_slug_key" ON "MeetingSeries"("groupId", "slug");
CREATE UNIQUE INDEX "Meeting_uid_key" ON "Meeting"("uid");
CREATE INDEX "Meeting_groupId_phase_startsAt_idx" ON "Meeting"("groupId", "phase", "startsAt");
CREATE INDEX "Meeting_groupId_startsAt_idx" ON "Meeting"("groupId", "startsAt");
CREATE INDEX "Meeting_seriesId_startsAt_idx" ON "Meeting"("seriesId", "startsAt");
CREATE UNIQUE INDEX "Meeting_seriesId_occurrence_key" ON "Meeting"("seriesId", "occurrence");
CREATE UNIQUE INDEX "MeetingChange_meetingId_sequence_key" ON "MeetingChange"("meetingId", "sequence");
CREATE INDEX "Rsvp_personId_idx" ON "Rsvp"("personId");
CREATE UNIQUE INDEX "Rsvp_meetingId_personId_key" ON "Rsvp"("meetingId", "personId");
CREATE INDEX "PersonalReminder_groupId_seriesId_meetingId_minutes_idx" ON "PersonalReminder"("groupId", "seriesId", "meetingId", "minutes");
CREATE INDEX "PersonalReminder_seriesId_idx" ON "PersonalReminder"("seriesId");
CREATE INDEX "PersonalReminder_meetingId_idx" ON "PersonalReminder"("meetingId");
CREATE UNIQUE INDEX "PersonalReminder_personId_about_key" ON "PersonalReminder"("personId", "about");
CREATE INDEX "MeetingPlan_seriesId_idx" ON "MeetingPlan"("seriesId");
CREATE INDEX "AgendaTopic_groupId_source_idx" ON "AgendaTopic"("groupId", "source");
CREATE UNIQUE INDEX "AgendaTopic_meetingId_source_key" ON "AgendaTopic"("meetingId", "source");
CREATE UNIQUE INDEX "Attendance_meetingId_personId_key" ON "Attendance"("meetingId", "personId");
CREATE INDEX "ActionItem_groupId_doneAt_idx" ON "ActionItem"("groupId", "doneAt");
CREATE INDEX "ActionItem_meetingId_idx" ON "ActionItem"("meetingId");
CREATE UNIQUE INDEX "Watch_uid_key" ON "Watch"("uid");
CREATE INDEX "Watch_groupId_isPaused_nextRunAt_idx" ON "Watch"("groupId", "isPaused", "nextRunAt");
CREATE UNIQUE INDEX "Watch_groupId_name_key" ON "Watch"("groupId", "name");
CREATE UNIQUE INDEX "DigestRun_uid_key" ON "DigestRun"("uid");
CREATE INDEX "DigestRun_groupId_state_nextAttemptAt_idx" ON "DigestRun"("groupId", "state", "nextAttemptAt");
CREATE INDEX "DigestRun_groupId_state_readAt_idx" ON "DigestRun"("groupId", "state", "readAt");
CREATE INDEX "DigestRun_groupId_scopeKey_readAt_idx" ON "DigestRun"("groupId", "scopeKey", "readAt");
CREATE INDEX "DigestRun_isPublic_readAt_idx" ON "DigestRun"("isPublic", "readAt");
CREATE UNIQUE INDEX "DigestRun_watchId_dueAt_key" ON "DigestRun"("watchId", "dueAt");
CREATE INDEX "KnownPull_groupId_repository_idx" ON "KnownPull"("groupId", "repository");
CREATE UNIQUE INDEX "KnownPull_groupId_nodeId_key" ON "KnownPull"("groupId", "nodeId");
CREATE UNIQUE INDEX "KnownPage_groupId_address_key" ON "KnownPage"("groupId", "address");
CREATE UNIQUE INDEX "ReviewClaim_uid_key" ON "ReviewClaim"("uid");
CREATE UNIQUE INDEX "ReviewClaim_groupId_repo_number_key" ON "ReviewClaim"("groupId", "repo", "number");
CREATE UNIQUE INDEX "Interest_groupId_personId_key" ON "Interest"("groupId", "personId");
CREATE INDEX "Triaged_groupId_at_idx" ON "Triaged"("groupId", "at");
CREATE UNIQUE INDEX "Triaged_groupId_repo_number_key" ON "Triaged"("groupId", "repo", "number");
CREATE UNIQUE INDEX "RotaPlace_groupId_personId_key" ON "RotaPlace"("groupId", "personId");
CREATE UNIQUE INDEX "Ama_uid_key" ON "Ama"("uid");
CREATE INDEX "Ama_groupId_state_idx" ON "Ama"("groupId", "state");
CREATE INDEX "AmaHost_accountId_idx" ON "AmaHost"("accountId");
CREATE UNIQUE INDEX "AmaHost_amaId_name_key" ON "AmaHost"("amaId", "name");
CREATE UNIQUE INDEX "Question_uid_key" ON "Question"("uid");
CREATE INDEX "Question_amaId_state_idx" ON "Question"("amaId", "state");
CREATE INDEX "Question_mergedIntoId_idx" ON "Question"("mergedIntoId");
CREATE INDEX "Question_askerAccountId_idx" ON "Question"("askerAccountId");
CREATE UNIQUE INDEX "Question_amaId_platform_sourceId_key" ON "Question"("amaId", "platform", "sourceId");
CREATE UNIQUE INDEX "Question_amaId_number_part_key" ON "Question"("amaId", "number", "part");
CREATE INDEX "AnswerDraft_heldById_idx" ON "AnswerDraft"("heldById");
CREATE UNIQUE INDEX "AnswerDraft_questionId_sourceId_key" ON "AnswerDraft"("questionId", "sourceId");
CREATE INDEX "Vote_accountId_idx" ON "Vote"("accountId");
CREATE UNIQUE INDEX "Vote_questionId_platform_accountId_key" ON "Vote"("questionId", "platform", "accountId");
CREATE UNIQUE INDEX "AmaReminder_amaId_personId_key" ON "AmaReminder"("amaId", "personId");
CREATE UNIQUE INDEX "AmaMute_amaId_personId_key" ON "AmaMute"("amaId", "personId");
CREATE UNIQUE INDEX "GroupVote_uid_key" ON "GroupVote"("uid");
CREATE INDEX "GroupVote_groupId_state_idx" ON "GroupVote"("groupId", "state");
CREATE UNIQUE INDEX "GroupVote_groupId_number_key" ON "GroupVote"("groupId", "number");
CREATE INDEX "Elector_personId_idx" ON "Elector"("personId");
CREATE UNIQUE INDEX "Elector_voteId_personId_key" ON "Elector"("voteId", "personId");
CREATE INDEX "Ballot_personId_idx" ON "Ballot"("personId");
CREATE UNIQUE INDEX "Ballot_voteId_personId_key" ON "Ballot"("voteId", "personId");
CREATE UNIQUE INDEX "Decision_uid_key" ON "Decision"("uid");
CREATE UNIQUE INDEX "Decision_voteId_key" ON "Decision"("voteId");
CREATE UNIQUE INDEX "Decision_groupId_number_key" ON "Decision"("groupId", "number");
CREATE UNIQUE INDEX "Project_uid_key" ON "Project"("uid");
CREATE INDEX "Project_groupId_status_idx" ON "Project"("groupId", "status");
CREATE UNIQUE INDEX "Project_groupId_number_key" ON "Project"("groupId", "number");
CREATE INDEX "ProjectUpdate_projectId_at_idx" ON "ProjectUpdate"("projectId", "at");
CREATE INDEX "Celebration_groupId_at_idx" ON "Celebration"("groupId", "at");
CREATE UNIQUE INDEX "Celebrating_uid_key" ON "Celebrating"("uid");
CREATE UNIQUE INDEX "Partner_uid_key" ON "Partner"("uid");
CREATE UNIQUE INDEX "Partner_code_key" ON "Partner"("code");
CREATE INDEX "Partner_groupId_idx" ON "Partner"("groupId");
CREATE UNIQUE INDEX "PartnerCall_uid_key" ON "PartnerCall"("uid");
CREATE INDEX "PartnerCall_groupId_idx" ON "PartnerCall"("groupId");
CREATE INDEX "PartnerTold_partnerId_idx" ON "PartnerTold"("partnerId");
CREATE UNIQUE INDEX "PartnerTold_callId_partnerId_key" ON "PartnerTold"("callId", "partnerId");
CREATE UNIQUE INDEX "Membership_personId_key" ON "Membership"("personId");
CREATE INDEX "Membership_groupId_kind_idx" ON "Membership"("groupId", "kind");
CREATE UNIQUE INDEX "Application_uid_key" ON "Application"("uid");
CREATE INDEX "Application_groupId_state_idx" ON "Application"("groupId", "state");
CREATE INDEX "Application_applicantId_idx" ON "Application"("applicantId");
CREATE UNIQUE INDEX "Application_groupId_number_key" ON "Application"("groupId", "number");
CREATE UNIQUE INDEX "Poll_uid_key" ON "Poll"("uid");
CREATE INDEX "Poll_groupId_state_idx" ON "Poll"("groupId", "state");
CREATE UNIQUE INDEX "Poll_groupId_number_key" ON "Poll"("groupId", "number");
CREATE INDEX "PollParticipant_personId_idx" ON "PollParticipant"("personId");
CREATE UNIQUE INDEX "PollParticipant_pollId_personId_key" ON "PollParticipant"("pollId", "personId");
INSERT INTO "_prisma_migrations" VALUES ('f792328b-1b3e-4b3e-a526-30f445e6228e', '3bd6ac4f60e317f4b70a5e409adbde5da3a40f07a546c3982b155fdf28fb43d2', '2026-11-27T10:26:50.211+00:00', '0001_init', NULL, NULL, '2026-11-27T10:26:50.204+00:00', 1);
INSERT INTO "Group" VALUES (1, 'Docs work group', 'Europe/Prague', '["docs-group/handbook"]', '2026-11-27T10:26:50.602+00:00');
INSERT INTO "Space" VALUES (1, 1, 'discord', '54720567705600002', NULL);
INSERT INTO "Space" VALUES (3, 1, 'discourse', '6', NULL);
INSERT INTO "Place" VALUES (1, 1, 'meetings', 'discord', '54720567705600006');
INSERT INTO "Place" VALUES (2, 1, 'digests', 'discord', '54720567705600007');
INSERT INTO "Place" VALUES (3, 1, 'amas', 'discord', '54720567705600008');
INSERT INTO "Place" VALUES (4, 1, 'moderation', 'discord', '54720567705600009');
INSERT INTO "Place" VALUES (5, 1, 'meetings', 'discourse', '6');
INSERT INTO "Place" VALUES (6, 1, 'digests', 'discourse', '6');
INSERT INTO "Place" VALUES (7, 1, 'amas', 'discourse', '6');
INSERT INTO "Place" VALUES (8, 1, 'projects', 'discord', '54720567705600005');
INSERT INTO "Place" VALUES (9, 1, 'decisions', 'discord', '54720567705600006');
INSERT INTO "Person" VALUES (1, 1, 'prague', 'Europe/Prague', 'organiser', '[]', '[]', '2026-11-27T10:26:50.761+00:00');
INSERT INTO "Person" VALUES (2, 1, 'vancouver', 'America/Vancouver', 'organiser', '[]', '[]', '2026-11-27T10:26:50.890+00:00');
INSERT INTO "Person" VALUES (3, 1, 'new-york', 'America/New_York', 'member', '[]', '[]', '2026-11-27T10:26:50.958+00:00');
INSERT INTO "Person" VALUES (4, 1, 'natal', 'America/Fortaleza', 'member', '[]', '[]', '2026-11-27T10:26:50.971+00:00');
INSERT INTO "Person" VALUES (5, 1, 'lagos', 'Africa/Lagos', 'member', '[]', '[]', '2026-11-27T10:26:50.979+00:00');
INSERT INTO "Person" VALUES (6, 1, 'london', 'Europe/London', 'member', '[]', '[]', '2026-11-27T10:26:50.985+00:00');
INSERT INTO "Person" VALUES (7, 1, 'helsinki', 'Europe/Helsinki', 'member', '[]', '[]', '2026-11-27T10:26:50.999+00:00');
INSERT INTO "Person" VALUES (8, 1, 'kolkata', 'Asia/Kolkata', 'member', '[]', '[]', '2026-11-27T10:26:51.059+00:00');
INSERT INTO "Person" VALUES (9, 1, 'tokyo', 'Asia/Tokyo', 'member', '["00:00-06:00"]', '[]', '2026-11-27T10:26:51.112+00:00');
INSERT INTO "Person" VALUES (10, 1, 'auckland', 'Pacific/Auckland', 'member', '[]', '[]', '2026-11-27T10:26:51.147+00:00');
INSERT INTO "Person" VALUES (11, 1, 'newcomer', NULL, 'none', '[]', '[]', '2026-11-27T10:26:59.644+00:00');
INSERT INTO "Person" VALUES (12, 1, 'visitor', NULL, 'none', '[]', '[]', '2026-11-27T10:27:01.935+00:00');
INSERT INTO "Person" VALUES (13, 1, 'newcomer', NULL, 'none', '[]', '[]', '2026-11-27T10:27:02.408+00:00');
INSERT INTO "Person" VALUES (14, 1, 'guest-9', NULL, 'none', '[]', '[]', '2026-11-27T10:27:03.137+00:00');
INSERT INTO "Person" VALUES (15, 1, 'guest-1', NULL, 'none', '[]', '[]', '2026-11-27T10:27:08.709+00:00');
INSERT INTO "Account" VALUES (1, 1, 1, 'discord', '54720567705600011', '54720567705600011', 'prague');
INSERT INTO "Account" VALUES (2, 1, 1, 'discourse', 'prague', 'prague', 'prague');
INSERT INTO "Account" VALUES (3, 1, 2, 'discord', '54720567705600012', '54720567705600012', 'vancouver');
INSERT INTO "Account" VALUES (4, 1, 2, 'discourse', 'vancouver', 'vancouver', 'vancouver');
INSERT INTO "Account" VALUES (5, 1, 3, 'discord', '54720567705600013', '54720567705600013', 'new-york');
INSERT INTO "Account" VALUES (6, 1, 3, 'discourse', 'new-york', 'new-york', 'new-york');
INSERT INTO "Account" VALUES (7, 1, 4, 'discord', '54720567705600014', '54720567705600014', 'natal');
INSERT INTO "Account" VALUES (8, 1, 4, 'discourse', 'natal', 'natal', 'natal');
INSERT INTO "Account" VALUES (9, 1, 5, 'discord', '54720567705600015', '54720567705600015', 'lagos');
INSERT INTO "Account" VALUES (10, 1, 5, 'discourse', 'lagos', 'lagos', 'lagos');
INSERT INTO "Account" VALUES (11, 1, 6, 'discord', '54720567705600016', '54720567705600016', 'london');
INSERT INTO "Account" VALUES (12, 1, 6, 'discourse', 'london', 'london', 'london');
INSERT INTO "Account" VALUES (13, 1, 7, 'discord', '54720567705600017', '54720567705600017', 'helsinki');
INSERT INTO "Account" VALUES (14, 1, 7, 'discourse', 'helsinki', 'helsinki', 'helsinki');
INSERT INTO "Account" VALUES (15, 1, 8, 'discord', '54720567705600018', '54720567705600018', 'kolkata');
INSERT INTO "Account" VALUES (16, 1, 8, 'discourse', 'kolkata', 'kolkata', 'kolkata');
INSERT INTO "Account" VALUES (17, 1, 9, 'discord', '54720567705600019', '54720567705600019', 'tokyo');
INSERT INTO "Account" VALUES (18, 1, 9, 'discourse', 'tokyo', 'tokyo', 'tokyo');
INSERT INTO "Account" VALUES (19, 1, 10, 'discord', '54720567705600020', '54720567705600020', 'auckland');
INSERT INTO "Account" VALUES (20, 1, 10, 'discourse', 'auckland', 'auckland', 'auckland');
INSERT INTO "Account" VALUES (21, 1, 11, 'discord', '54720567705600022', '54720567705600022', 'newcomer');
INSERT INTO "Account" VALUES (22, 1, 12, 'discord', '54720567705600021', '54720567705600021', 'visitor');
INSERT INTO "Account" VALUES (23, 1, 13, 'discourse', 'newcomer', 'newcomer', 'newcomer');
INSERT INTO "Account" VALUES (24, 1, 14, 'discord', '54720567705600031', '54720567705600031', 'guest-9');
INSERT INTO "Account" VALUES (25, 1, 15, 'discord', '54720567705600023', '54720567705600023', 'guest-1');
INSERT INTO "AccountClaim" VALUES (1, 1, 12, 'discourse', 'visitor', 'f38095f900', '2026-11-16T10:10:00.000+00:00');
INSERT INTO "FormDraft" VALUES ('2T2Gswb0IEr-', 1, 'discord', '54720567705600011', 'meeting cancel', '["{\"meeting\":\"15\",\"reason\":\"Nobody can host.\"}"]', '{}', '2026-12-01T18:30:00.000+00:00');
INSERT INTO "Cursor" VALUES ('secret', 'vQPfi1g8qGvX4HxP_u7r2wYtWMoBa7DLOlz8PQEq6Pw', '2026-11-27T10:26:50.312+00:00');
INSERT INTO "Cursor" VALUES ('schedule/woken-for', '0.1.0 2026c', '2026-11-27T10:26:51.456+00:00');
INSERT INTO "Cursor" VALUES ('discourse/posts', '48', '2026-11-27T10:27:36.302+00:00');
INSERT INTO "Cursor" VALUES ('discourse/user/2', 'docent', '2026-11-27T10:26:54.442+00:00');
INSERT INTO "Cursor" VALUES ('discourse/user/7', 'lagos', '2026-11-27T10:26:55.331+00:00');
INSERT INTO "Cursor" VALUES ('discourse/begun', '24', '2026-11-27T10:26:55.396+00:00');
INSERT INTO "Cursor" VALUES ('discourse/conversation/lagos', '13', '2026-11-27T10:26:55.573+00:00');
INSERT INTO "Cursor" VALUES ('discourse/choice/13', '{"who":"lagos","choices":[{"label":"No reminders","id":"v1:meetings/silence:1"}],"origin":{"space":"6","place":{"platform":"discourse","id":"11","name":"Monthly meeting: Tuesday 1 December 2026"}}}', '2026-11-27T10:26:55.584+00:00');
INSERT INTO "Cursor" VALUES ('discord/thread/1571827168051200085', '1571829684633600012', '2026-11-27T10:27:04.482+00:00');
INSERT INTO "Cursor" VALUES ('discourse/user/14', 'newcomer', '2026-11-27T10:27:02.394+00:00');
INSERT INTO "Cursor" VALUES ('discourse/conversation/newcomer', '15', '2026-11-27T10:27:03.989+00:00');
INSERT INTO "Cursor" VALUES ('discourse/conversation/visitor', '18', '2026-11-27T10:27:10.868+00:00');
INSERT INTO "Cursor" VALUES ('request/discord:1576538210304000000', 'aDrqKmHjnzApjc11:8741:6cda373c-7568-4554-8208-c3e29f8e0c7c', '2026-11-29T10:00:00.000+00:00');
INSERT INTO "Cursor" VALUES ('request/discord:1576538210304000003', 'aDrqKmHjnzApjc11:8741:6cda373c-7568-4554-8208-c3e29f8e0c7c', '2026-11-29T10:00:00.000+00:00');
INSERT INTO "Cursor" VALUES ('request/discord:1576538210304000005', 'aDrqKmHjnzApjc11:8741:6cda373c-7568-4554-8208-c3e29f8e0c7c', '2026-11-29T10:00:00.000+00:00');
INSERT INTO "Cursor" VALUES ('request/discord:1576538210304000009', 'aDrqKmHjnzApjc11:8741:6cda373c-7568-4554-8208-c3e29f8e0c7c', '2026-11-29T10:00:00.000+00:00');
INSERT INTO "Cursor" VALUES ('request/discord:1576538210304000011', 'aDrqKmHjnzApjc11:8741:6cda373c-7568-4554-8208-c3e29f8e0c7c', '2026-11-29T10:00:00.000+00:00');
INSERT INTO "Cursor" VALUES ('request/discord:1576538210304000014', 'aDrqKmHjnzApjc11:8741:6cda373c-7568-4554-8208-c3e29f8e0c7c', '2026-11-29T10:00:00.000+00:00');
INSERT INTO "Cursor" VALUES ('request/discord:1576538210304000016', 'aDrqKmHjnzApjc11:8741:6cda373c-7568-4554-8208-c3e29f8e0c7c', '2026-11-29T10:00:00.000+00:00');
INSERT INTO "Cursor" VALUES ('request/discord:1576538210304000019', 'aDrqKmHjnzApjc11:8741:6cda373c-7568-4554-8208-c3e29f8e0c7c', '2026-11-29T10:00:00.000+00:00');
INSERT INTO "Cursor" VALUES ('request/discord:1576538210304000021', 'aDrqKmHjnzApjc11:8741:6cda373c-7568-4554-8208-c3e29f8e0c7c', '2026-11-29T10:00:00.000+00:00');
INSERT INTO "Cursor" VALUES ('request/discord:1576538210304000023', 'aDrqKmHjnzApjc11:8741:6cda373c-7568-4554-8208-c3e29f8e0c7c', '2026-11-29T10:00:00.000+00:00');
INSERT INTO "Cursor" VALUES ('request/discord:1576538210304000026', 'aDrqKmHjnzApjc11:8741:6cda373c-7568-4554-8208-c3e29f8e0c7c', '2026-11-29T10:00:00.000+00:00');
INSERT INTO "Cursor" VALUES ('request/discord:1576538210304000028', 'aDrqKmHjnzApjc11:8741:6cda373c-7568-4554-8208-c3e29f8e0c7c', '2026-11-29T10:00:00.000+00:00');
INSERT INTO "Cursor" VALUES ('request/discord:1576538210304000030', 'aDrqKmHjnzApjc11:8741:6cda373c-7568-4554-8208-c3e29f8e0c7c', '2026-11-29T10:00:00.000+00:00');
INSERT INTO "Cursor" VALUES ('backed-up-at', '2026-12-01T18:30:00.000Z', '2026-11-27T10:27:37.523+00:00');
INSERT INTO "Schedule" VALUES (1, 1, 'publishing', NULL, 107, NULL, NULL);
INSERT INTO "Schedule" VALUES (2, 1, 'meetings', '2026-12-02T15:00:00.000+00:00', 14, NULL, NULL);
INSERT INTO "Schedule" VALUES (3, 1, 'digests', '2026-12-04T10:00:00.000+00:00', 4, NULL, NULL);
INSERT INTO "Schedule" VALUES (4, 1, 'amas', '2026-12-08T16:00:00.000+00:00', 2, NULL, NULL);
INSERT INTO "Schedule" VALUES (5, 1, 'votes', '2026-12-03T10:00:00.000+00:00', 6, NULL, NULL);
INSERT INTO "Schedule" VALUES (6, 1, 'projects', '2026-12-01T22:00:00.000+00:00', 6, NULL, NULL);
INSERT INTO "Schedule" VALUES (7, 1, 'celebrations', '2027-01-01T08:00:00.000+00:00', 1, NULL, NULL);
INSERT INTO "Schedule" VALUES (8, 1, 'outreach', NULL, 1, NULL, NULL);
INSERT INTO "Schedule" VALUES (9, 1, 'members', '2027-11-16T10:10:00.000+00:00', 14, NULL, NULL);
INSERT INTO "Schedule" VALUES (10, 1, 'polls', '2026-12-04T11:00:00.000+00:00', 1, NULL, NULL);
INSERT INTO "Publication" VALUES (1, 1, 'meeting/M654eu23QPQDVt0k/announcement', 'discord', 'meeting/1', '{"kind":"purpose","purpose":"meetings","chosen":[]}', 'discord', '{"kind":"channel","id":"54720567705600006"}', NULL, 'meetings/announcement', '1', 0, 'done', 8, 0, NULL, '{"id":"1571827168051200032","url":"https://discord.com/channels/54720567705600002/54720567705600006/1571827168051200032","within":"54720567705600006","parts":[{"id":"1571827168051200032","hash":"-Ja8QzRlVSOikZZx"}]}', 'message', 0, '82fe2c832a92bbaa7ee26a343b0008f00799e70d4a8d54f93afcd5f8f92514d1', NULL, NULL, NULL, '2026-11-27T10:26:52.686+00:00', '2026-11-27T10:26:58.664+00:00');
INSERT INTO "Publication" VALUES (2, 1, 'meeting/M654eu23QPQDVt0k/announcement', 'discourse', 'meeting/1', '{"kind":"purpose","purpose":"meetings","chosen":[]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'meetings/announcement', '1', 0, 'done', 8, 0, NULL, '{"id":"11","url":"http://127.0.0.1:41889/t/monthly-meeting-tuesday-1-december-2026/11","parts":[{"id":"21","hash":"def12becd10c5301-def12becd10c5301"}]}', 'topic', 1, 'ba234fa0f41de471ca06d6f44c2027f7ef9b572695049f718df813bc21db587f', NULL, NULL, NULL, '2026-11-27T10:26:52.687+00:00', '2026-11-27T10:26:58.901+00:00');
INSERT INTO "Publication" VALUES (3, 1, 'meeting/M654eu23QPQDVt0k/event', 'discord', 'meeting/1', '{"kind":"spaces"}', 'discord', '{"kind":"space","id":"54720567705600002"}', NULL, 'meetings/event', '1', 0, 'done', 7, 0, NULL, '{"id":"1571827168051200033","url":"https://discord.com/events/54720567705600002/1571827168051200033","within":"54720567705600002"}', 'event', 0, '7bd5b3a94c3981aedd34123bd4c2a28720bc86fe05efe7be5968618ad7813756', NULL, NULL, NULL, '2026-11-27T10:26:52.695+00:00', '2026-11-27T10:26:58.799+00:00');
INSERT INTO "Publication" VALUES (4, 1, 'meeting/M654eu23QPQDVt0k/event', 'discourse', 'meeting/1', '{"kind":"spaces"}', 'discourse', '{"kind":"space","id":"6"}', NULL, 'meetings/event', '1', 0, 'skipped', 5, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, '2026-11-27T10:26:52.714+00:00', '2026-11-27T10:26:58.367+00:00');
INSERT INTO "Publication" VALUES (5, 1, 'meeting/CV7l22SwzMsDs7M5/event', 'discord', 'meeting/2', '{"kind":"spaces"}', 'discord', '{"kind":"space","id":"54720567705600002"}', NULL, 'meetings/event', '2', 0, 'done', 2, 0, NULL, '{"id":"1571827168051200034","url":"https://discord.com/events/54720567705600002/1571827168051200034","within":"54720567705600002"}', 'event', 0, '9519774b6446e72645d14ab602eb5748a71a7ce62bae0777aa848ebdc4409743', NULL, NULL, NULL, '2026-11-27T10:26:52.716+00:00', '2026-11-27T10:26:57.901+00:00');
INSERT INTO "Publication" VALUES (6, 1, 'meeting/CV7l22SwzMsDs7M5/event', 'discourse', 'meeting/2', '{"kind":"spaces"}', 'discourse', '{"kind":"space","id":"6"}', NULL, 'meetings/event', '2', 0, 'skipped', 2, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, '2026-11-27T10:26:52.717+00:00', '2026-11-27T10:26:57.824+00:00');
INSERT INTO "Publication" VALUES (7, 1, 'meeting/rkp-kNkhqVDv_YKk/announcement', 'discord', 'meeting/14', '{"kind":"purpose","purpose":"meetings","chosen":[{"platform":"discord","id":"54720567705600009"}]}', 'discord', '{"kind":"channel","id":"54720567705600009"}', NULL, 'meetings/announcement', '14', 0, 'done', 5, 0, NULL, '{"id":"1571827168051200037","url":"https://discord.com/channels/54720567705600002/54720567705600009/1571827168051200037","within":"54720567705600009","parts":[{"id":"1571827168051200037","hash":"sO_ouZ2h2L85caev"}]}', 'message', 0, 'ff07632442577bc808e1181cecc350c54bafb887c72473894e23fa761189e367', NULL, NULL, '2026-11-18T18:00:00.000+00:00', '2026-11-27T10:26:54.027+00:00', '2026-11-27T10:27:15.992+00:00');
INSERT INTO "Publication" VALUES (8, 1, 'meeting/rkp-kNkhqVDv_YKk/announcement', 'discourse', 'meeting/14', '{"kind":"purpose","purpose":"meetings","chosen":[{"platform":"discord","id":"54720567705600009"}]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'meetings/announcement', '14', 0, 'done', 5, 0, NULL, '{"id":"12","url":"http://127.0.0.1:41889/t/editorial-board-wednesday-18-november-2026/12","parts":[{"id":"22","hash":"f0187117ae148852-f0187117ae148852"}]}', 'topic', 1, '9fd42e3c05806797cd47eac58ba2f719b0bcb98cbed9fe1c356eddc609c25bec', NULL, NULL, '2026-11-18T18:00:00.000+00:00', '2026-11-27T10:26:54.028+00:00', '2026-11-27T10:27:16.295+00:00');
INSERT INTO "Publication" VALUES (9, 1, 'meeting/rkp-kNkhqVDv_YKk/event', 'discord', 'meeting/14', '{"kind":"spaces"}', 'discord', '{"kind":"space","id":"54720567705600002"}', NULL, 'meetings/event', '14', 0, 'done', 5, 0, NULL, '{"id":"1571827168051200038","url":"https://discord.com/events/54720567705600002/1571827168051200038","within":"54720567705600002"}', 'event', 0, 'db46ecd49f61398606b75a545a96e727f5eeda0c315c3b8803f619208c533ff0', NULL, NULL, '2026-11-18T18:00:00.000+00:00', '2026-11-27T10:26:54.029+00:00', '2026-11-27T10:27:16.019+00:00');
INSERT INTO "Publication" VALUES (10, 1, 'meeting/rkp-kNkhqVDv_YKk/event', 'discourse', 'meeting/14', '{"kind":"spaces"}', 'discourse', '{"kind":"space","id":"6"}', NULL, 'meetings/event', '14', 0, 'skipped', 3, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-18T18:00:00.000+00:00', '2026-11-27T10:26:54.030+00:00', '2026-11-27T10:27:15.909+00:00');
INSERT INTO "Publication" VALUES (11, 1, 'meeting/rkp-kNkhqVDv_YKk/agenda', 'discord', 'meeting/14', '{"kind":"inside","key":"meeting/rkp-kNkhqVDv_YKk/announcement"}', 'discord', '{"kind":"inside","key":"meeting/rkp-kNkhqVDv_YKk/announcement","slot":"discord"}', 'meeting/rkp-kNkhqVDv_YKk/announcement', 'meetings/agenda', '14', 0, 'skipped', 11, 0, NULL, NULL, 'message', 0, NULL, NULL, NULL, '2026-11-18T18:00:00.000+00:00', '2026-11-27T10:26:54.033+00:00', '2026-11-27T10:27:30.726+00:00');
INSERT INTO "Publication" VALUES (12, 1, 'meeting/rkp-kNkhqVDv_YKk/agenda', 'discourse', 'meeting/14', '{"kind":"inside","key":"meeting/rkp-kNkhqVDv_YKk/announcement"}', 'discourse', '{"kind":"inside","key":"meeting/rkp-kNkhqVDv_YKk/announcement","slot":"discourse"}', 'meeting/rkp-kNkhqVDv_YKk/announcement', 'meetings/agenda', '14', 0, 'skipped', 11, 0, NULL, '{"id":"23","url":"http://127.0.0.1:41889/t/editorial-board-wednesday-18-november-2026/12/2","within":"12","number":2,"reference":"docent, post:2, topic:12","parts":[{"id":"23","hash":"568296d1a9cddae7-568296d1a9cddae7"}]}', 'post', 0, '530c6cde3cf681b5c98e85fdec0b8c5e153f22888b1f6b3f34afff8617a91b75', NULL, NULL, '2026-11-18T18:00:00.000+00:00', '2026-11-27T10:26:54.034+00:00', '2026-11-27T10:27:30.739+00:00');
INSERT INTO "Publication" VALUES (13, 1, 'meeting/7X8p_pX21hktViA5/event', 'discord', 'meeting/15', '{"kind":"spaces"}', 'discord', '{"kind":"space","id":"54720567705600002"}', NULL, 'meetings/event', '15', 0, 'done', 3, 0, NULL, '{"id":"1571827168051200040","url":"https://discord.com/events/54720567705600002/1571827168051200040","within":"54720567705600002"}', 'event', 0, '8d62d4aeb9e26400fa8e4687d58fa7f797abdab3ae588db48bfb66dc7af25074', NULL, NULL, NULL, '2026-11-27T10:26:54.035+00:00', '2026-11-27T10:27:16.470+00:00');
INSERT INTO "Publication" VALUES (14, 1, 'meeting/7X8p_pX21hktViA5/event', 'discourse', 'meeting/15', '{"kind":"spaces"}', 'discourse', '{"kind":"space","id":"6"}', NULL, 'meetings/event', '15', 0, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, '2026-11-27T10:26:54.036+00:00', '2026-11-27T10:26:54.212+00:00');
INSERT INTO "Publication" VALUES (15, 1, 'meeting/M654eu23QPQDVt0k/change/1', 'discord', 'meeting/1', '{"kind":"purpose","purpose":"meetings","chosen":[]}', 'discord', '{"kind":"channel","id":"54720567705600006"}', NULL, 'meetings/change', '1/1', 1, 'done', 1, 0, NULL, '{"id":"1571827168051200060","url":"https://discord.com/channels/54720567705600002/54720567705600006/1571827168051200060","within":"54720567705600006","parts":[{"id":"1571827168051200060","hash":"gaaNzWmelXHOrsTH"}]}', 'message', 0, 'e034f3715dda15a58a93500ad77554419aa8e742c370b4d5e03d7b2bfc8424cb', NULL, NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-27T10:26:58.067+00:00', '2026-11-27T10:26:58.865+00:00');
INSERT INTO "Publication" VALUES (16, 1, 'meeting/M654eu23QPQDVt0k/change/1', 'discourse', 'meeting/1', '{"kind":"purpose","purpose":"meetings","chosen":[]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'meetings/change', '1/1', 1, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-27T10:26:58.068+00:00', '2026-11-27T10:26:58.937+00:00');
INSERT INTO "Publication" VALUES (17, 1, 'meeting/M654eu23QPQDVt0k/change/1/person/5', 'person', 'meeting/1', '{"kind":"person","personId":5}', 'discord', '{"kind":"person","id":"54720567705600015"}', NULL, 'meetings/change', '1/1/5', 1, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-27T10:26:58.072+00:00', '2026-11-27T10:26:58.547+00:00');
INSERT INTO "Publication" VALUES (18, 1, 'meeting/M654eu23QPQDVt0k/change/1/person/9', 'person', 'meeting/1', '{"kind":"person","personId":9}', 'discord', '{"kind":"person","id":"54720567705600019"}', NULL, 'meetings/change', '1/1/9', 1, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-27T10:26:58.072+00:00', '2026-11-27T10:26:58.597+00:00');
INSERT INTO "Publication" VALUES (19, 1, 'meeting/M654eu23QPQDVt0k/reply/1', 'discord', 'meeting/1', '{"kind":"inside","key":"meeting/M654eu23QPQDVt0k/announcement"}', 'discord', '{"kind":"inside","key":"meeting/M654eu23QPQDVt0k/announcement","slot":"discord"}', 'meeting/M654eu23QPQDVt0k/announcement', 'meetings/reply', '1/1', 1, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-27T10:26:58.083+00:00', '2026-11-27T10:26:58.430+00:00');
INSERT INTO "Publication" VALUES (20, 1, 'meeting/M654eu23QPQDVt0k/reply/1', 'discourse', 'meeting/1', '{"kind":"inside","key":"meeting/M654eu23QPQDVt0k/announcement"}', 'discourse', '{"kind":"inside","key":"meeting/M654eu23QPQDVt0k/announcement","slot":"discourse"}', 'meeting/M654eu23QPQDVt0k/announcement', 'meetings/reply', '1/1', 1, 'done', 1, 0, NULL, '{"id":"27","url":"http://127.0.0.1:41889/t/monthly-meeting-tuesday-1-december-2026/11/4","within":"11","number":4,"reference":"docent, post:4, topic:11","parts":[{"id":"27","hash":"dd3069ae9f9968e6"}]}', 'post', 0, '843c80e8ad137a34e5b4a01187b55feac8facb6dd2479b5e3bac1ea00390f121', NULL, NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-27T10:26:58.084+00:00', '2026-11-27T10:26:58.619+00:00');
INSERT INTO "Publication" VALUES (21, 1, 'ama/TFbdasy4GD46v9xY/prompt', 'discord', 'ama/1', '{"kind":"purpose","purpose":"amas","chosen":[]}', 'discord', '{"kind":"channel","id":"54720567705600008"}', NULL, 'amas/prompt', '1', 0, 'done', 4, 0, NULL, '{"id":"1571827168051200079","url":"https://discord.com/channels/54720567705600002/54720567705600008/1571827168051200079","within":"54720567705600008","parts":[{"id":"1571827168051200079","hash":"jmIpLmowGTEACQQj-pinned"}]}', 'message', 0, 'b8f119eb9cf635967c7bf82520aa5c9160fc2f972b22cf8655e0c02c1165de0b', NULL, NULL, NULL, '2026-11-27T10:27:00.332+00:00', '2026-11-27T10:27:01.380+00:00');
INSERT INTO "Publication" VALUES (22, 1, 'ama/TFbdasy4GD46v9xY/prompt', 'discourse', 'ama/1', '{"kind":"purpose","purpose":"amas","chosen":[]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'amas/prompt', '1', 0, 'skipped', 4, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, '2026-11-27T10:27:00.333+00:00', '2026-11-27T10:27:01.326+00:00');
INSERT INTO "Publication" VALUES (23, 1, 'ama/TFbdasy4GD46v9xY/thread', 'discord', 'ama/1', '{"kind":"purpose","purpose":"amas","chosen":[]}', 'discord', '{"kind":"channel","id":"54720567705600008"}', NULL, 'amas/thread', '1', 0, 'done', 4, 0, NULL, '{"id":"1571827168051200085","url":"https://discord.com/channels/54720567705600002/1571827168051200085","within":"54720567705600008","parts":[{"id":"1571827168051200085","hash":"gjJe0NZbbR8NQ_ks"}]}', 'thread', 1, '52b37382cc94e84dfed9ce265c849d22fa983fc5b409d0243fade04960c6cf69', NULL, NULL, NULL, '2026-11-27T10:27:00.354+00:00', '2026-11-27T10:27:01.485+00:00');
INSERT INTO "Publication" VALUES (24, 1, 'ama/TFbdasy4GD46v9xY/thread', 'discourse', 'ama/1', '{"kind":"purpose","purpose":"amas","chosen":[]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'amas/thread', '1', 0, 'done', 4, 0, NULL, '{"id":"14","url":"http://127.0.0.1:41889/t/ama-writing-docs/14","parts":[{"id":"28","hash":"a797f181bf15b877-a797f181bf15b877"}]}', 'topic', 1, 'ee64bc73b65d6d10467fa371fe38c5ce112433f9730a36dd3dd20140a53e91bb', NULL, NULL, NULL, '2026-11-27T10:27:00.356+00:00', '2026-11-27T10:27:01.448+00:00');
INSERT INTO "Publication" VALUES (25, 1, 'ama/TFbdasy4GD46v9xY/event', 'discord', 'ama/1', '{"kind":"spaces"}', 'discord', '{"kind":"space","id":"54720567705600002"}', NULL, 'amas/event', '1', 0, 'done', 4, 0, NULL, '{"id":"1571827168051200078","url":"https://discord.com/events/54720567705600002/1571827168051200078","within":"54720567705600002"}', 'event', 0, '57c51e0208caef7499d8f0d0f7f628428c9e9aaa0227ba83c4f5cd8055e40ad5', NULL, NULL, NULL, '2026-11-27T10:27:00.357+00:00', '2026-11-27T10:27:01.324+00:00');
INSERT INTO "Publication" VALUES (26, 1, 'ama/TFbdasy4GD46v9xY/event', 'discourse', 'ama/1', '{"kind":"spaces"}', 'discourse', '{"kind":"space","id":"6"}', NULL, 'amas/event', '1', 0, 'skipped', 2, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, '2026-11-27T10:27:00.357+00:00', '2026-11-27T10:27:01.287+00:00');
INSERT INTO "Publication" VALUES (27, 1, 'ama/TFbdasy4GD46v9xY/host/1/1796745600', 'person', 'ama/1', '{"kind":"person","personId":1}', 'discord', '{"kind":"person","id":"54720567705600011"}', NULL, 'amas/host', '1/1', 1, 'done', 1, 0, NULL, '{"id":"1571827168051200083","url":"https://discord.com/channels/@me/1571827168051200080/1571827168051200083","within":"1571827168051200080","parts":[{"id":"1571827168051200083","hash":"cErvUlZ4NZgHR4P5"}]}', 'message', 0, '8ca473adbdd55bbe1522dda6b01c95b0ecf02ce870bf9a9f2324e0ac7695b80d', NULL, NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-27T10:27:00.375+00:00', '2026-11-27T10:27:00.745+00:00');
INSERT INTO "Publication" VALUES (28, 1, 'ama/TFbdasy4GD46v9xY/host/2/1796745600', 'person', 'ama/1', '{"kind":"person","personId":3}', 'discord', '{"kind":"person","id":"54720567705600013"}', NULL, 'amas/host', '1/2', 1, 'done', 1, 0, NULL, '{"id":"1571827168051200084","url":"https://discord.com/channels/@me/1571827168051200082/1571827168051200084","within":"1571827168051200082","parts":[{"id":"1571827168051200084","hash":"H9hTeEPxW9HEivqL"}]}', 'message', 0, 'f9e01e000db743a670ad0f704897fbcb530f7c62a76be84f747ee6a22895d13f', NULL, NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-27T10:27:00.383+00:00', '2026-11-27T10:27:00.793+00:00');
INSERT INTO "Publication" VALUES (29, 1, 'ama/TFbdasy4GD46v9xY/told/opening', 'discord', 'ama/1', '{"kind":"purpose","purpose":"amas","chosen":[]}', 'discord', '{"kind":"channel","id":"54720567705600008"}', NULL, 'amas/told', '1/opening', 1, 'done', 1, 0, NULL, '{"id":"1571828426342400000","url":"https://discord.com/channels/54720567705600002/54720567705600008/1571828426342400000","within":"54720567705600008","parts":[{"id":"1571828426342400000","hash":"GXDZq0c2tZRqYeT5"}]}', 'message', 0, 'c38297c9fdf59683ba70c7cfa6398805a3a463c13a89235bde86264c4e0b7ebb', NULL, NULL, '2026-11-16T10:05:00.000+00:00', '2026-11-27T10:27:01.188+00:00', '2026-11-27T10:27:01.531+00:00');
INSERT INTO "Publication" VALUES (30, 1, 'ama/TFbdasy4GD46v9xY/told/opening', 'discourse', 'ama/1', '{"kind":"purpose","purpose":"amas","chosen":[]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'amas/told', '1/opening', 1, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-16T10:05:00.000+00:00', '2026-11-27T10:27:01.189+00:00', '2026-11-27T10:27:01.475+00:00');
INSERT INTO "Publication" VALUES (31, 1, 'ama/TFbdasy4GD46v9xY/told/opening/inside', 'discord', 'ama/1', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/thread"}', 'discord', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/thread","slot":"discord"}', 'ama/TFbdasy4GD46v9xY/thread', 'amas/toldInside', '1/opening', 1, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-16T10:05:00.000+00:00', '2026-11-27T10:27:01.195+00:00', '2026-11-27T10:27:01.313+00:00');
INSERT INTO "Publication" VALUES (32, 1, 'ama/TFbdasy4GD46v9xY/told/opening/inside', 'discourse', 'ama/1', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/thread"}', 'discourse', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/thread","slot":"discourse"}', 'ama/TFbdasy4GD46v9xY/thread', 'amas/toldInside', '1/opening', 1, 'done', 1, 0, NULL, '{"id":"29","url":"http://127.0.0.1:41889/t/ama-writing-docs/14/2","within":"14","number":2,"reference":"docent, post:2, topic:14","parts":[{"id":"29","hash":"781db6abc1091ea5"}]}', 'post', 0, 'bc4f3c0329e4ca74efcfb7f8bebdaa89c703a6a97b4e384254c710b822d2ef8e', NULL, NULL, '2026-11-16T10:05:00.000+00:00', '2026-11-27T10:27:01.196+00:00', '2026-11-27T10:27:01.366+00:00');
INSERT INTO "Publication" VALUES (33, 1, 'ama/TFbdasy4GD46v9xY/question/FqxZe-FjvFLzU9df', 'discord', 'ama/1', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/thread"}', 'discord', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/thread","slot":"discord"}', 'ama/TFbdasy4GD46v9xY/thread', 'amas/question', '1', 0, 'done', 3, 0, NULL, '{"id":"1571829684633600002","url":"https://discord.com/channels/54720567705600002/1571827168051200085/1571829684633600002","within":"1571827168051200085","parts":[{"id":"1571829684633600002","hash":"hajrC1LVSjiwrUH0"}]}', 'message', 0, 'da749ab50f7a7aa35c98a49cf373b7bacb9deaf184a4a76361730eacf61bb710', NULL, NULL, NULL, '2026-11-27T10:27:01.980+00:00', '2026-11-27T10:27:02.167+00:00');
INSERT INTO "Publication" VALUES (34, 1, 'ama/TFbdasy4GD46v9xY/question/FqxZe-FjvFLzU9df', 'discourse', 'ama/1', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/thread"}', 'discourse', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/thread","slot":"discourse"}', 'ama/TFbdasy4GD46v9xY/thread', 'amas/question', '1', 0, 'done', 3, 0, NULL, '{"id":"30","url":"http://127.0.0.1:41889/t/ama-writing-docs/14/3","within":"14","number":3,"reference":"docent, post:3, topic:14","parts":[{"id":"30","hash":"ddde4a9d65d6edf6-ddde4a9d65d6edf6"}]}', 'post', 0, '14cf84bb0ccbfa4b74275511237599c35b66d7010b7bd195b2aee3c149ebab73', NULL, NULL, NULL, '2026-11-27T10:27:01.981+00:00', '2026-11-27T10:27:02.254+00:00');
INSERT INTO "Publication" VALUES (35, 1, 'ama/TFbdasy4GD46v9xY/question/j6xE9ABvGnXMJ2Lp', 'discord', 'ama/1', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/thread"}', 'discord', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/thread","slot":"discord"}', 'ama/TFbdasy4GD46v9xY/thread', 'amas/question', '2', 0, 'done', 4, 0, NULL, '{"id":"1571829684633600004","url":"https://discord.com/channels/54720567705600002/1571827168051200085/1571829684633600004","within":"1571827168051200085","parts":[{"id":"1571829684633600004","hash":"f-AAz2Px82HdGfOs"}]}', 'message', 0, 'fc6e2217dba869de6309edc848adf466ad10ea76a1aa478cc39dc906447d97a6', NULL, NULL, NULL, '2026-11-27T10:27:02.455+00:00', '2026-11-27T10:27:03.978+00:00');
INSERT INTO "Publication" VALUES (36, 1, 'ama/TFbdasy4GD46v9xY/question/j6xE9ABvGnXMJ2Lp', 'discourse', 'ama/1', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/thread"}', 'discourse', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/thread","slot":"discourse"}', 'ama/TFbdasy4GD46v9xY/thread', 'amas/question', '2', 0, 'skipped', 4, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, '2026-11-27T10:27:02.455+00:00', '2026-11-27T10:27:03.819+00:00');
INSERT INTO "Publication" VALUES (37, 1, 'ama/TFbdasy4GD46v9xY/question/-WxKqD2iDW5dgh5o', 'discord', 'ama/1', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/thread"}', 'discord', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/thread","slot":"discord"}', 'ama/TFbdasy4GD46v9xY/thread', 'amas/question', '3', 0, 'done', 3, 0, NULL, '{"id":"1571829684633600009","url":"https://discord.com/channels/54720567705600002/1571827168051200085/1571829684633600009","within":"1571827168051200085","parts":[{"id":"1571829684633600009","hash":"D4cRlH_Zmt7nb7aQ"}]}', 'message', 0, '844ab267691ccfa80e3a4d3e592b842a217d817ee472e603069e096da950b469', NULL, NULL, NULL, '2026-11-27T10:27:03.164+00:00', '2026-11-27T10:27:03.319+00:00');
INSERT INTO "Publication" VALUES (38, 1, 'ama/TFbdasy4GD46v9xY/question/-WxKqD2iDW5dgh5o', 'discourse', 'ama/1', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/thread"}', 'discourse', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/thread","slot":"discourse"}', 'ama/TFbdasy4GD46v9xY/thread', 'amas/question', '3', 0, 'done', 3, 0, NULL, '{"id":"32","url":"http://127.0.0.1:41889/t/ama-writing-docs/14/5","within":"14","number":5,"reference":"docent, post:5, topic:14","parts":[{"id":"32","hash":"67e6b96aa59e51e9-67e6b96aa59e51e9"}]}', 'post', 0, '647ff74adc0107ccab40c67c4b72d8aed08338398a610f2558fe94260ec1d5d1', NULL, NULL, NULL, '2026-11-27T10:27:03.164+00:00', '2026-11-27T10:27:03.417+00:00');
INSERT INTO "Publication" VALUES (39, 1, 'ama/TFbdasy4GD46v9xY/answer/j6xE9ABvGnXMJ2Lp', 'discord', 'ama/1', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/question/j6xE9ABvGnXMJ2Lp","otherwise":"ama/TFbdasy4GD46v9xY/thread"}', 'discord', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/question/j6xE9ABvGnXMJ2Lp","slot":"discord","otherwise":"ama/TFbdasy4GD46v9xY/thread"}', 'ama/TFbdasy4GD46v9xY/question/j6xE9ABvGnXMJ2Lp', 'amas/answer', '2', 0, 'done', 1, 0, NULL, '{"id":"1571829684633600012","url":"https://discord.com/channels/54720567705600002/1571827168051200085/1571829684633600012","within":"1571827168051200085","parts":[{"id":"1571829684633600012","hash":"WBQphkUW3kzclCgi"}]}', 'message', 0, 'e3d02627a78f6154c92dede443ebde613dad1434222a67d18c15f292960df1db', NULL, NULL, NULL, '2026-11-27T10:27:03.628+00:00', '2026-11-27T10:27:04.030+00:00');
INSERT INTO "Publication" VALUES (40, 1, 'ama/TFbdasy4GD46v9xY/answer/j6xE9ABvGnXMJ2Lp', 'discourse', 'ama/1', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/question/j6xE9ABvGnXMJ2Lp","otherwise":"ama/TFbdasy4GD46v9xY/thread"}', 'discourse', '{"kind":"inside","key":"ama/TFbdasy4GD46v9xY/question/j6xE9ABvGnXMJ2Lp","slot":"discourse","otherwise":"ama/TFbdasy4GD46v9xY/thread"}', 'ama/TFbdasy4GD46v9xY/question/j6xE9ABvGnXMJ2Lp', 'amas/answer', '2', 0, 'done', 2, 0, NULL, '{"id":"34","url":"http://127.0.0.1:41889/t/ama-writing-docs/14/6","within":"14","number":6,"reference":"docent, post:6, topic:14","parts":[{"id":"34","hash":"b9948124b2d3e131"}]}', 'post', 0, '3ea7b4660937de4f33b2a81615aaf9094d3a597cfc7ccaf9752ce1fc1383401f', NULL, NULL, NULL, '2026-11-27T10:27:03.629+00:00', '2026-11-27T10:27:04.219+00:00');
INSERT INTO "Publication" VALUES (41, 1, 'ama/TFbdasy4GD46v9xY/notice/j6xE9ABvGnXMJ2Lp/answered', 'person', 'ama/1', '{"kind":"person","personId":13}', 'discourse', '{"kind":"person","id":"newcomer"}', NULL, 'amas/answered', '2', 1, 'done', 1, 0, NULL, '{"id":"post:33","url":"http://127.0.0.1:41889/t/messages-from-docent/15/1","within":"15","number":1,"parts":[{"id":"33","hash":"44eccad447fbf164-44eccad447fbf164"}]}', 'message', 0, '84e4a5776279f23be888f84bcb40865c6aaf16ed20f10b26f0cee8213d4d2126', NULL, NULL, '2026-11-16T10:10:00.000+00:00', '2026-11-27T10:27:03.640+00:00', '2026-11-27T10:27:03.990+00:00');
INSERT INTO "Publication" VALUES (42, 1, 'vote/nXJrEcbPfXWpf4ji/card', 'discord', 'vote/1', '{"kind":"purpose","purpose":["decisions","meetings"],"chosen":[{"platform":"discord","id":"54720567705600006"},{"platform":"discourse","id":"6"}]}', 'discord', '{"kind":"channel","id":"54720567705600006"}', NULL, 'votes/card', '1', 0, 'done', 3, 0, NULL, '{"id":"1571829684633600021","url":"https://discord.com/channels/54720567705600002/54720567705600006/1571829684633600021","within":"54720567705600006","parts":[{"id":"1571829684633600021","hash":"OV_ACwlCVBGGapXS"}]}', 'message', 0, 'dea21b02e84c86ba6980cdbb1d1dd3ed6d3db4ba5539c5c7e6c54c573c34485f', NULL, NULL, '2026-11-19T10:10:00.000+00:00', '2026-11-27T10:27:04.995+00:00', '2026-11-27T10:27:17.028+00:00');
INSERT INTO "Publication" VALUES (43, 1, 'vote/nXJrEcbPfXWpf4ji/card', 'discourse', 'vote/1', '{"kind":"purpose","purpose":["decisions","meetings"],"chosen":[{"platform":"discord","id":"54720567705600006"},{"platform":"discourse","id":"6"}]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'votes/card', '1', 0, 'done', 5, 0, NULL, '{"id":"16","url":"http://127.0.0.1:41889/t/vote-1-move-the-glossary-to-its-own-page/16","parts":[{"id":"35","hash":"7fd21be5261b2df9-7fd21be5261b2df9"}]}', 'topic', 0, '45dfde520b2a7e8c13f947216e6c023abf8e08373da2a719b58c471487e703ea', NULL, NULL, '2026-11-19T10:10:00.000+00:00', '2026-11-27T10:27:04.995+00:00', '2026-11-27T10:27:17.121+00:00');
INSERT INTO "Publication" VALUES (44, 1, 'decision/9Pll9L9Uy0fmB0Og/message', 'discord', 'decision/1', '{"kind":"purpose","purpose":["decisions","meetings"],"chosen":[{"platform":"discord","id":"54720567705600006"},{"platform":"discourse","id":"6"}]}', 'discord', '{"kind":"channel","id":"54720567705600006"}', NULL, 'votes/decision', '1', 0, 'done', 1, 0, NULL, '{"id":"1571829684633600027","url":"https://discord.com/channels/54720567705600002/54720567705600006/1571829684633600027","within":"54720567705600006","parts":[{"id":"1571829684633600027","hash":"VYPvRJ9gi64DSLd6"}]}', 'message', 0, 'c5a9f4cf1248a9cacbe36c8ddc294c6585963448349aa573b6303f7297f9a851', NULL, NULL, '2026-11-16T10:10:00.000+00:00', '2026-11-27T10:27:05.888+00:00', '2026-11-27T10:27:05.998+00:00');
INSERT INTO "Publication" VALUES (45, 1, 'decision/9Pll9L9Uy0fmB0Og/message', 'discourse', 'decision/1', '{"kind":"purpose","purpose":["decisions","meetings"],"chosen":[{"platform":"discord","id":"54720567705600006"},{"platform":"discourse","id":"6"}]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'votes/decision', '1', 0, 'done', 1, 0, NULL, '{"id":"17","url":"http://127.0.0.1:41889/t/decision-1-we-write-british-english/17","parts":[{"id":"36","hash":"df43fd892c0cf73d-df43fd892c0cf73d"}]}', 'topic', 0, '82b4c10ac03286770ff922b4c1b937d44c708dca939c9887d0420aee60eb4631', NULL, NULL, '2026-11-16T10:10:00.000+00:00', '2026-11-27T10:27:05.889+00:00', '2026-11-27T10:27:05.992+00:00');
INSERT INTO "Publication" VALUES (46, 1, 'project/lTIX-xF8y6Oae00r/card', 'discord', 'project/1', '{"kind":"purpose","purpose":"projects"}', 'discord', '{"kind":"channel","id":"54720567705600005"}', NULL, 'projects/card', '1', 0, 'done', 5, 0, NULL, '{"id":"1571829684633600032","url":"https://discord.com/channels/54720567705600002/54720567705600005/1571829684633600032","within":"54720567705600005","parts":[{"id":"1571829684633600032","hash":"p07XTOEoHpCzV6FS"}]}', 'message', 0, 'e3db25241db4a77b0bc34f4f0e858e14f23baa6de4542011a2b98438a21e730c', NULL, NULL, NULL, '2026-11-27T10:27:06.301+00:00', '2026-11-27T10:27:07.862+00:00');
INSERT INTO "Publication" VALUES (47, 1, 'projects/asked/rkp-kNkhqVDv_YKk/6', 'person', 'projects/asked/rkp-kNkhqVDv_YKk', '{"kind":"person","personId":6}', 'discord', '{"kind":"person","id":"54720567705600016"}', NULL, 'projects/asked', '14/6', 1, 'done', 1, 0, NULL, '{"id":"1571829684633600038","url":"https://discord.com/channels/@me/1571829684633600037/1571829684633600038","within":"1571829684633600037","parts":[{"id":"1571829684633600038","hash":"0SQCpY7ry1xJBpW4"}]}', 'message', 0, 'b73d3f34fb99da394fe831cb35797a93226efba9feaaf5a15a482fbf0abe346c', NULL, NULL, '2026-11-16T10:10:00.000+00:00', '2026-11-27T10:27:07.528+00:00', '2026-11-27T10:27:07.633+00:00');
INSERT INTO "Publication" VALUES (48, 1, 'partner/X0VdnWJ0G29nUuKx/asked/1794823800000', 'person', 'partner/1', '{"kind":"person","personId":15}', 'discord', '{"kind":"person","id":"54720567705600023"}', NULL, 'outreach/ask', '1/15', 1, 'done', 1, 0, NULL, '{"id":"1571829684633600049","url":"https://discord.com/channels/@me/1571829684633600048/1571829684633600049","within":"1571829684633600048","parts":[{"id":"1571829684633600049","hash":"OxkV9f5w0RafxmZG"}]}', 'message', 0, '287f3a5720d25d246872ad661cb59a913166929c538d8acea78b055f9d4d7bc1', NULL, NULL, '2026-11-16T10:10:00.000+00:00', '2026-11-27T10:27:08.739+00:00', '2026-11-27T10:27:08.854+00:00');
INSERT INTO "Publication" VALUES (49, 1, 'call/wXn7BB0ufdTXqwLo/partner/X0VdnWJ0G29nUuKx', 'discord', 'call/1', '{"kind":"places","places":[{"platform":"discord","id":"54720567705600005"}]}', 'discord', '{"kind":"channel","id":"54720567705600005"}', NULL, 'outreach/call', '1/1', 0, 'done', 1, 0, NULL, '{"id":"1571829684633600055","url":"https://discord.com/channels/54720567705600002/54720567705600005/1571829684633600055","within":"54720567705600005","parts":[{"id":"1571829684633600055","hash":"L1UTYahHdnUZBteD"}]}', 'message', 0, 'e03a0872b616eb319cf3f68a82199e13b8c14e4922af1d106e09f843e4d2cc85', NULL, NULL, NULL, '2026-11-27T10:27:09.176+00:00', '2026-11-27T10:27:09.286+00:00');
INSERT INTO "Publication" VALUES (50, 1, 'application/Xjh3VeKSO6TQpP1_/card', 'discord', 'application/1', '{"kind":"places","places":[{"platform":"discord","id":"54720567705600009"}]}', 'discord', '{"kind":"channel","id":"54720567705600009"}', NULL, 'members/application', '1', 0, 'done', 2, 0, NULL, '{"id":"1571829684633600064","url":"https://discord.com/channels/54720567705600002/54720567705600009/1571829684633600064","within":"54720567705600009","parts":[{"id":"1571829684633600064","hash":"Skgbo3cTIjWX0Nnv"}]}', 'message', 0, '4a6a2e719e3424ddc67c99b547a6775e4b62121f07035b75960dcd49f3c355a1', NULL, NULL, NULL, '2026-11-27T10:27:10.668+00:00', '2026-11-27T10:27:27.062+00:00');
INSERT INTO "Publication" VALUES (51, 1, 'members/claim/f38095f900/1', 'person', 'claim/1', '{"kind":"account","account":{"platform":"discourse","id":"visitor"}}', 'discourse', '{"kind":"person","id":"visitor"}', NULL, 'members/claim', '1', 1, 'done', 1, 0, NULL, '{"id":"post:37","url":"http://127.0.0.1:41889/t/messages-from-docent/18/1","within":"18","number":1,"parts":[{"id":"37","hash":"279a34520a1a631c-279a34520a1a631c"}]}', 'message', 0, '336d7e099cd5198e02137284b181d92ed5e6028d65b715cfafeee22ea84dcc24', NULL, NULL, '2026-11-16T10:10:00.000+00:00', '2026-11-27T10:27:10.812+00:00', '2026-11-27T10:27:10.870+00:00');
INSERT INTO "Publication" VALUES (52, 1, 'meeting/rkp-kNkhqVDv_YKk/reminder/1795021200/1440', 'discord', 'meeting/14', '{"kind":"purpose","purpose":"meetings","chosen":[{"platform":"discord","id":"54720567705600009"}]}', 'discord', '{"kind":"channel","id":"54720567705600009"}', NULL, 'meetings/reminder', '14/1795021200/1440', 1, 'skipped', 2, 0, NULL, NULL, 'message', 0, NULL, NULL, NULL, '2026-11-18T16:00:00.000+00:00', '2026-11-27T10:27:12.568+00:00', '2026-11-27T10:27:14.819+00:00');
INSERT INTO "Publication" VALUES (53, 1, 'meeting/rkp-kNkhqVDv_YKk/reminder/1795021200/1440', 'discourse', 'meeting/14', '{"kind":"purpose","purpose":"meetings","chosen":[{"platform":"discord","id":"54720567705600009"}]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'meetings/reminder', '14/1795021200/1440', 1, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-17T17:00:00.000+00:00', '2026-11-27T10:27:12.569+00:00', '2026-11-27T10:27:12.713+00:00');
INSERT INTO "Publication" VALUES (54, 1, 'vote/nXJrEcbPfXWpf4ji/reminder/1', 'person', 'vote/1', '{"kind":"person","personId":1}', 'discord', '{"kind":"person","id":"54720567705600011"}', NULL, 'votes/reminder', '1/1', 1, 'done', 1, 0, NULL, '{"id":"1572554460364800000","url":"https://discord.com/channels/@me/1571827168051200080/1572554460364800000","within":"1571827168051200080","parts":[{"id":"1572554460364800000","hash":"8ILnMrP01PaMTbMQ"}]}', 'message', 0, '4c43b1e7a8889831fb6f4350a928ec52ab268e9aab28c798007c1ff29fa17e73', NULL, NULL, '2026-11-18T10:10:00.000+00:00', '2026-11-27T10:27:13.309+00:00', '2026-11-27T10:27:14.001+00:00');
INSERT INTO "Publication" VALUES (55, 1, 'vote/nXJrEcbPfXWpf4ji/reminder/2', 'person', 'vote/1', '{"kind":"person","personId":2}', 'discord', '{"kind":"person","id":"54720567705600012"}', NULL, 'votes/reminder', '1/2', 1, 'done', 1, 0, NULL, '{"id":"1572554460364800005","url":"https://discord.com/channels/@me/1572554460364800003/1572554460364800005","within":"1572554460364800003","parts":[{"id":"1572554460364800005","hash":"CnQFXO4BWGrMjPtZ"}]}', 'message', 0, '78d8767c27faab97dd2c229546367acd5b930d150e59043c3f35bbc0ead0b30a', NULL, NULL, '2026-11-18T10:10:00.000+00:00', '2026-11-27T10:27:13.332+00:00', '2026-11-27T10:27:14.147+00:00');
INSERT INTO "Publication" VALUES (56, 1, 'vote/nXJrEcbPfXWpf4ji/reminder/3', 'person', 'vote/1', '{"kind":"person","personId":3}', 'discord', '{"kind":"person","id":"54720567705600013"}', NULL, 'votes/reminder', '1/3', 1, 'done', 1, 0, NULL, '{"id":"1572554460364800001","url":"https://discord.com/channels/@me/1571827168051200082/1572554460364800001","within":"1571827168051200082","parts":[{"id":"1572554460364800001","hash":"MG_xcNuk2RYFVKBK"}]}', 'message', 0, 'b749dc2ec2010ced45013e12b59b3d8f822732769049fdbd9fbaafc435a2fb6b', NULL, NULL, '2026-11-18T10:10:00.000+00:00', '2026-11-27T10:27:13.346+00:00', '2026-11-27T10:27:14.052+00:00');
INSERT INTO "Publication" VALUES (57, 1, 'vote/nXJrEcbPfXWpf4ji/reminder/4', 'person', 'vote/1', '{"kind":"person","personId":4}', 'discord', '{"kind":"person","id":"54720567705600014"}', NULL, 'votes/reminder', '1/4', 1, 'done', 1, 0, NULL, '{"id":"1572554460364800007","url":"https://discord.com/channels/@me/1572554460364800004/1572554460364800007","within":"1572554460364800004","parts":[{"id":"1572554460364800007","hash":"NCiwiVZ6e_dWBXqK"}]}', 'message', 0, 'a17f914942774af6522b80705233092c0612e931987a5ff81353efc4194201d9', NULL, NULL, '2026-11-18T10:10:00.000+00:00', '2026-11-27T10:27:13.347+00:00', '2026-11-27T10:27:14.195+00:00');
INSERT INTO "Publication" VALUES (58, 1, 'vote/nXJrEcbPfXWpf4ji/reminder/5', 'person', 'vote/1', '{"kind":"person","personId":5}', 'discord', '{"kind":"person","id":"54720567705600015"}', NULL, 'votes/reminder', '1/5', 1, 'done', 1, 0, NULL, '{"id":"1572554460364800009","url":"https://discord.com/channels/@me/1572554460364800006/1572554460364800009","within":"1572554460364800006","parts":[{"id":"1572554460364800009","hash":"7-GdhCYCkDSUpgis"}]}', 'message', 0, '8be790c620f9ffe77d74fae9300cbee9313b82dfbf42319178ee0b0b9627805c', NULL, NULL, '2026-11-18T10:10:00.000+00:00', '2026-11-27T10:27:13.348+00:00', '2026-11-27T10:27:14.240+00:00');
INSERT INTO "Publication" VALUES (59, 1, 'vote/nXJrEcbPfXWpf4ji/reminder/6', 'person', 'vote/1', '{"kind":"person","personId":6}', 'discord', '{"kind":"person","id":"54720567705600016"}', NULL, 'votes/reminder', '1/6', 1, 'done', 1, 0, NULL, '{"id":"1572554460364800002","url":"https://discord.com/channels/@me/1571829684633600037/1572554460364800002","within":"1571829684633600037","parts":[{"id":"1572554460364800002","hash":"x4_SLbaTrP97UYhh"}]}', 'message', 0, '43c7f651b770ca919a488f40c74ef8181751d3b49cd95965cd1819a3e92f938e', NULL, NULL, '2026-11-18T10:10:00.000+00:00', '2026-11-27T10:27:13.348+00:00', '2026-11-27T10:27:14.073+00:00');
INSERT INTO "Publication" VALUES (60, 1, 'vote/nXJrEcbPfXWpf4ji/reminder/8', 'person', 'vote/1', '{"kind":"person","personId":8}', 'discord', '{"kind":"person","id":"54720567705600018"}', NULL, 'votes/reminder', '1/8', 1, 'done', 1, 0, NULL, '{"id":"1572554460364800011","url":"https://discord.com/channels/@me/1572554460364800008/1572554460364800011","within":"1572554460364800008","parts":[{"id":"1572554460364800011","hash":"WON_LAyvv_ob7b61"}]}', 'message', 0, '8d540a6b1dc7ca76ec78bc097203ddc4d20700f1a003e9ca31147abe3b69e1af', NULL, NULL, '2026-11-18T10:10:00.000+00:00', '2026-11-27T10:27:13.349+00:00', '2026-11-27T10:27:14.339+00:00');
INSERT INTO "Publication" VALUES (61, 1, 'vote/nXJrEcbPfXWpf4ji/reminder/9', 'person', 'vote/1', '{"kind":"person","personId":9}', 'discord', '{"kind":"person","id":"54720567705600019"}', NULL, 'votes/reminder', '1/9', 1, 'done', 1, 0, NULL, '{"id":"1572554460364800013","url":"https://discord.com/channels/@me/1572554460364800010/1572554460364800013","within":"1572554460364800010","parts":[{"id":"1572554460364800013","hash":"SBj_b60zIXyGFqEo"}]}', 'message', 0, 'f7a2842e1f06bdd463377e04031c987508a280152da2d3f40b9638bcc1c5ff28', NULL, NULL, '2026-11-18T10:10:00.000+00:00', '2026-11-27T10:27:13.349+00:00', '2026-11-27T10:27:14.360+00:00');
INSERT INTO "Publication" VALUES (62, 1, 'vote/nXJrEcbPfXWpf4ji/reminder/10', 'person', 'vote/1', '{"kind":"person","personId":10}', 'discord', '{"kind":"person","id":"54720567705600020"}', NULL, 'votes/reminder', '1/10', 1, 'done', 1, 0, NULL, '{"id":"1572554460364800014","url":"https://discord.com/channels/@me/1572554460364800012/1572554460364800014","within":"1572554460364800012","parts":[{"id":"1572554460364800014","hash":"GfTuAcVPkGcOcwdO"}]}', 'message', 0, 'd5a8e0e9db22d08d96d8cf93918adda460a20398d16fcf2b10967f4f480a443c', NULL, NULL, '2026-11-18T10:10:00.000+00:00', '2026-11-27T10:27:13.398+00:00', '2026-11-27T10:27:14.381+00:00');
INSERT INTO "Publication" VALUES (63, 1, 'meeting/rkp-kNkhqVDv_YKk/reminder/1795021200/60', 'discord', 'meeting/14', '{"kind":"purpose","purpose":"meetings","chosen":[{"platform":"discord","id":"54720567705600009"}]}', 'discord', '{"kind":"channel","id":"54720567705600009"}', NULL, 'meetings/reminder', '14/1795021200/60', 1, 'skipped', 2, 0, NULL, NULL, 'message', 0, NULL, NULL, NULL, '2026-11-18T17:00:00.000+00:00', '2026-11-27T10:27:14.660+00:00', '2026-11-27T10:27:15.491+00:00');
INSERT INTO "Publication" VALUES (64, 1, 'meeting/rkp-kNkhqVDv_YKk/reminder/1795021200/60', 'discourse', 'meeting/14', '{"kind":"purpose","purpose":"meetings","chosen":[{"platform":"discord","id":"54720567705600009"}]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'meetings/reminder', '14/1795021200/60', 1, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-18T16:00:00.000+00:00', '2026-11-27T10:27:14.660+00:00', '2026-11-27T10:27:14.808+00:00');
INSERT INTO "Publication" VALUES (65, 1, 'meeting/rkp-kNkhqVDv_YKk/reminder/1795021200/0', 'discord', 'meeting/14', '{"kind":"purpose","purpose":"meetings","chosen":[{"platform":"discord","id":"54720567705600009"}]}', 'discord', '{"kind":"channel","id":"54720567705600009"}', NULL, 'meetings/reminder', '14/1795021200/0', 1, 'done', 1, 0, NULL, '{"id":"1572657640243200001","url":"https://discord.com/channels/54720567705600002/54720567705600009/1572657640243200001","within":"54720567705600009","parts":[{"id":"1572657640243200001","hash":"TB-ka4xgbqqB6kd_"}]}', 'message', 0, 'd8f1d492d2bdbbb54593fa298ce9839b710b951d94a9560d52ef66ae65d26d83', NULL, NULL, '2026-11-18T17:00:00.000+00:00', '2026-11-27T10:27:15.210+00:00', '2026-11-27T10:27:15.554+00:00');
INSERT INTO "Publication" VALUES (66, 1, 'meeting/rkp-kNkhqVDv_YKk/reminder/1795021200/0', 'discourse', 'meeting/14', '{"kind":"purpose","purpose":"meetings","chosen":[{"platform":"discord","id":"54720567705600009"}]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'meetings/reminder', '14/1795021200/0', 1, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-18T17:00:00.000+00:00', '2026-11-27T10:27:15.211+00:00', '2026-11-27T10:27:15.449+00:00');
INSERT INTO "Publication" VALUES (67, 1, 'meeting/rkp-kNkhqVDv_YKk/minutes', 'discord', 'meeting/14', '{"kind":"inside","key":"meeting/rkp-kNkhqVDv_YKk/announcement"}', 'discord', '{"kind":"inside","key":"meeting/rkp-kNkhqVDv_YKk/announcement","slot":"discord"}', 'meeting/rkp-kNkhqVDv_YKk/announcement', 'meetings/minutes', '14', 0, 'done', 5, 0, NULL, '{"id":"1572657640243200000","url":"https://discord.com/channels/54720567705600002/54720567705600009/1572657640243200000","within":"54720567705600009","parts":[{"id":"1572657640243200000","hash":"5S3rTA7SBiYKN16L"}]}', 'message', 0, '4b234adc6cb354c8fd5a726a880bb9eaa9d3706021bc871bff392a1aad26fb43', NULL, NULL, '2026-11-18T18:00:00.000+00:00', '2026-11-27T10:27:15.211+00:00', '2026-11-27T10:27:31.754+00:00');
INSERT INTO "Publication" VALUES (68, 1, 'meeting/rkp-kNkhqVDv_YKk/minutes', 'discourse', 'meeting/14', '{"kind":"inside","key":"meeting/rkp-kNkhqVDv_YKk/announcement"}', 'discourse', '{"kind":"inside","key":"meeting/rkp-kNkhqVDv_YKk/announcement","slot":"discourse"}', 'meeting/rkp-kNkhqVDv_YKk/announcement', 'meetings/minutes', '14', 0, 'done', 5, 0, NULL, '{"id":"38","url":"http://127.0.0.1:41889/t/editorial-board-wednesday-18-november-2026/12/3","within":"12","number":3,"reference":"docent, post:3, topic:12","parts":[{"id":"38","hash":"29ad96a073ffe3fc-29ad96a073ffe3fc"}]}', 'post', 0, 'ecdf398da7cf94427696ef6de1e5f4ca705ef50fd9ef608f908dd60decd3f548', NULL, NULL, '2026-11-18T18:00:00.000+00:00', '2026-11-27T10:27:15.212+00:00', '2026-11-27T10:27:31.900+00:00');
INSERT INTO "Publication" VALUES (69, 1, 'meeting/7X8p_pX21hktViA5/announcement', 'discord', 'meeting/15', '{"kind":"purpose","purpose":"meetings","chosen":[{"platform":"discord","id":"54720567705600009"}]}', 'discord', '{"kind":"channel","id":"54720567705600009"}', NULL, 'meetings/announcement', '15', 0, 'done', 3, 0, NULL, '{"id":"1572672739737600000","url":"https://discord.com/channels/54720567705600002/54720567705600009/1572672739737600000","within":"54720567705600009","parts":[{"id":"1572672739737600000","hash":"CVQoRIY4Dck7vKxl"}]}', 'message', 0, 'e4e9d7872d9e9a469c888caf96955d8d5ac1acd5510d01a0c06f41379371f064', NULL, NULL, NULL, '2026-11-27T10:27:15.791+00:00', '2026-11-27T10:27:16.441+00:00');
INSERT INTO "Publication" VALUES (70, 1, 'meeting/7X8p_pX21hktViA5/announcement', 'discourse', 'meeting/15', '{"kind":"purpose","purpose":"meetings","chosen":[{"platform":"discord","id":"54720567705600009"}]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'meetings/announcement', '15', 0, 'done', 2, 0, NULL, '{"id":"19","url":"http://127.0.0.1:41889/t/editorial-board-wednesday-16-december-2026/19","parts":[{"id":"39","hash":"11c4ba63520b9ea3-11c4ba63520b9ea3"}]}', 'topic', 1, '3e601211c9d6b26de70711d5f09fc2eeaa07d27a2d2804f65056c2f89b393128', NULL, NULL, NULL, '2026-11-27T10:27:15.791+00:00', '2026-11-27T10:27:16.429+00:00');
INSERT INTO "Publication" VALUES (71, 1, 'vote/nXJrEcbPfXWpf4ji/result', 'discord', 'vote/1', '{"kind":"inside","key":"vote/nXJrEcbPfXWpf4ji/card"}', 'discord', '{"kind":"inside","key":"vote/nXJrEcbPfXWpf4ji/card","slot":"discord"}', 'vote/nXJrEcbPfXWpf4ji/card', 'votes/result', '1', 0, 'done', 1, 0, NULL, '{"id":"1572916848230400000","url":"https://discord.com/channels/54720567705600002/54720567705600006/1572916848230400000","within":"54720567705600006","parts":[{"id":"1572916848230400000","hash":"GU3XCr5uGTcgcy2k"}]}', 'message', 0, '3ef41d4787ab3934cda5180d7ba098c25c4825c04a73b93c18cd2a421b0b674f', NULL, NULL, '2026-11-19T10:10:00.000+00:00', '2026-11-27T10:27:16.922+00:00', '2026-11-27T10:27:17.059+00:00');
INSERT INTO "Publication" VALUES (72, 1, 'vote/nXJrEcbPfXWpf4ji/result', 'discourse', 'vote/1', '{"kind":"inside","key":"vote/nXJrEcbPfXWpf4ji/card"}', 'discourse', '{"kind":"inside","key":"vote/nXJrEcbPfXWpf4ji/card","slot":"discourse"}', 'vote/nXJrEcbPfXWpf4ji/card', 'votes/result', '1', 0, 'done', 1, 0, NULL, '{"id":"40","url":"http://127.0.0.1:41889/t/vote-1-move-the-glossary-to-its-own-page/16/2","within":"16","number":2,"reference":"docent, post:2, topic:16","parts":[{"id":"40","hash":"2dd582d5e907f544"}]}', 'post', 0, 'd13c27dc550e14373658f648969de599c26438d3278b422fc23f34c7d7af2dcb', NULL, NULL, '2026-11-19T10:10:00.000+00:00', '2026-11-27T10:27:16.923+00:00', '2026-11-27T10:27:17.030+00:00');
INSERT INTO "Publication" VALUES (73, 1, 'meeting/BJsQOz2o_BLsljkG/event', 'discord', 'meeting/16', '{"kind":"spaces"}', 'discord', '{"kind":"space","id":"54720567705600002"}', NULL, 'meetings/event', '16', 0, 'done', 1, 0, NULL, '{"id":"1573020028108800000","url":"https://discord.com/events/54720567705600002/1573020028108800000","within":"54720567705600002"}', 'event', 0, '04e3831b17d3cab12ff98552f31f92f8952ca5ef818905d97e90f3fc145b3268', NULL, NULL, NULL, '2026-11-27T10:27:17.601+00:00', '2026-11-27T10:27:17.677+00:00');
INSERT INTO "Publication" VALUES (74, 1, 'meeting/BJsQOz2o_BLsljkG/event', 'discourse', 'meeting/16', '{"kind":"spaces"}', 'discourse', '{"kind":"space","id":"6"}', NULL, 'meetings/event', '16', 0, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, '2026-11-27T10:27:17.602+00:00', '2026-11-27T10:27:17.648+00:00');
INSERT INTO "Publication" VALUES (75, 1, 'claim/lxq5AsN6f_j17mbP/reminder/1795428000', 'person', 'claim/1', '{"kind":"person","personId":9}', 'discord', '{"kind":"person","id":"54720567705600019"}', NULL, 'digests/claim', '1', 1, 'done', 1, 0, NULL, '{"id":"1573639107379200000","url":"https://discord.com/channels/@me/1572554460364800010/1573639107379200000","within":"1572554460364800010","parts":[{"id":"1573639107379200000","hash":"fJkr7WCniHP7rxsc"}]}', 'message', 0, '0737d7cee96dad026a9c0c6afe470229527119a092f7b6a0cb5d6ec89fbbd505', NULL, NULL, '2026-11-21T10:00:00.000+00:00', '2026-11-27T10:27:18.758+00:00', '2026-11-27T10:27:18.839+00:00');
INSERT INTO "Publication" VALUES (76, 1, 'claim/JZsCQgOG4DCdnYuD/reminder/1795428000', 'person', 'claim/2', '{"kind":"person","personId":11}', 'discord', '{"kind":"person","id":"54720567705600022"}', NULL, 'digests/claim', '2', 1, 'done', 1, 0, NULL, '{"id":"1573639107379200002","url":"https://discord.com/channels/@me/1573639107379200001/1573639107379200002","within":"1573639107379200001","parts":[{"id":"1573639107379200002","hash":"N-tSX-ZDGxWpqkMM"}]}', 'message', 0, '4d87c0a28811b6ced26667cd03d34256b6b821bb6b87a4b635a0bf60f84712a9', NULL, NULL, '2026-11-21T10:00:00.000+00:00', '2026-11-27T10:27:18.759+00:00', '2026-11-27T10:27:18.886+00:00');
INSERT INTO "Publication" VALUES (77, 1, 'digest/f3mwkD0X8S_L4_GN/digest', 'discord', 'digest/1', '{"kind":"purpose","purpose":"digests","chosen":[]}', 'discord', '{"kind":"channel","id":"54720567705600007"}', NULL, 'digests/digest', '1', 0, 'done', 5, 0, NULL, '{"id":"1574333684121600000","url":"https://discord.com/channels/54720567705600002/54720567705600007/1574333684121600000","within":"54720567705600007","parts":[{"id":"1574333684121600000","hash":"-SdApupfr12YVD4Y"}]}', 'message', 0, '5ad6f2c94ba75af6ccca38d03f630014380fefe66451d2b95663b2744aa6a395', NULL, NULL, NULL, '2026-11-27T10:27:20.293+00:00', '2026-11-27T10:27:31.440+00:00');
INSERT INTO "Publication" VALUES (78, 1, 'digest/f3mwkD0X8S_L4_GN/digest', 'discourse', 'digest/1', '{"kind":"purpose","purpose":"digests","chosen":[]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'digests/digest', '1', 0, 'done', 3, 0, NULL, '{"id":"20","url":"http://127.0.0.1:41889/t/pull-requests-docs-group-handbook-docs-2026-11-23/20","parts":[{"id":"42","hash":"43ea3607619c5294-43ea3607619c5294"}]}', 'topic', 0, '4962224a48df85a7f1191993398c814c28fcc91d9bf9fd01d6f189da9f3df339', NULL, NULL, NULL, '2026-11-27T10:27:20.294+00:00', '2026-11-27T10:27:31.501+00:00');
INSERT INTO "Publication" VALUES (79, 1, 'meeting/M654eu23QPQDVt0k/reminder/1796230800/10080', 'discord', 'meeting/1', '{"kind":"purpose","purpose":"meetings","chosen":[]}', 'discord', '{"kind":"channel","id":"54720567705600006"}', NULL, 'meetings/reminder', '1/1796230800/10080', 1, 'skipped', 2, 0, NULL, NULL, 'message', 0, NULL, NULL, NULL, '2026-12-01T17:00:00.000+00:00', '2026-11-27T10:27:23.126+00:00', '2026-11-27T10:27:36.978+00:00');
INSERT INTO "Publication" VALUES (80, 1, 'meeting/M654eu23QPQDVt0k/reminder/1796230800/10080', 'discourse', 'meeting/1', '{"kind":"purpose","purpose":"meetings","chosen":[]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'meetings/reminder', '1/1796230800/10080', 1, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-25T17:00:00.000+00:00', '2026-11-27T10:27:23.127+00:00', '2026-11-27T10:27:23.237+00:00');
INSERT INTO "Publication" VALUES (81, 1, 'meeting/M654eu23QPQDVt0k/reminder/1796230800/10080/person/5', 'person', 'meeting/1', '{"kind":"person","personId":5}', 'discord', '{"kind":"person","id":"54720567705600015"}', NULL, 'meetings/reminder', '1/1796230800/10080/5', 1, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-25T17:00:00.000+00:00', '2026-11-27T10:27:23.127+00:00', '2026-11-27T10:27:23.278+00:00');
INSERT INTO "Publication" VALUES (82, 1, 'meeting/M654eu23QPQDVt0k/reminder/1796230800/10080/person/9', 'person', 'meeting/1', '{"kind":"person","personId":9}', 'discord', '{"kind":"person","id":"54720567705600019"}', NULL, 'meetings/reminder', '1/1796230800/10080/9', 1, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-11-25T17:00:00.000+00:00', '2026-11-27T10:27:23.128+00:00', '2026-11-27T10:27:23.282+00:00');
INSERT INTO "Publication" VALUES (83, 1, 'projects/asked/M654eu23QPQDVt0k/6', 'person', 'projects/asked/M654eu23QPQDVt0k', '{"kind":"person","personId":6}', 'discord', '{"kind":"person","id":"54720567705600016"}', NULL, 'projects/asked', '1/6', 1, 'done', 1, 0, NULL, '{"id":"1575919131033600000","url":"https://discord.com/channels/@me/1571829684633600037/1575919131033600000","within":"1571829684633600037","parts":[{"id":"1575919131033600000","hash":"ru9txCOc9VThI2PS"}]}', 'message', 0, '97329c42525cf1c86ab1c3dc14186f26268d6163b8490b72eebcd312d5f958e0', NULL, NULL, '2026-11-27T17:00:00.000+00:00', '2026-11-27T10:27:25.025+00:00', '2026-11-27T10:27:25.101+00:00');
INSERT INTO "Publication" VALUES (84, 1, 'vote/45gUa9D-Zq-3QUsJ/card', 'discord', 'vote/2', '{"kind":"purpose","purpose":["decisions","meetings"],"chosen":[{"platform":"discord","id":"54720567705600006"},{"platform":"discourse","id":"6"}]}', 'discord', '{"kind":"channel","id":"54720567705600006"}', NULL, 'votes/card', '2', 0, 'done', 2, 0, NULL, '{"id":"1576538210304000001","url":"https://discord.com/channels/54720567705600002/54720567705600006/1576538210304000001","within":"54720567705600006","parts":[{"id":"1576538210304000001","hash":"Md4nogxdqQ2034m5"}]}', 'message', 0, '1570776d7ae83d05b065f6feaba16a46cf3641d6449fb867c1fd6e574258c082', NULL, NULL, NULL, '2026-11-27T10:27:26.884+00:00', '2026-11-27T10:27:27.369+00:00');
INSERT INTO "Publication" VALUES (85, 1, 'vote/45gUa9D-Zq-3QUsJ/card', 'discourse', 'vote/2', '{"kind":"purpose","purpose":["decisions","meetings"],"chosen":[{"platform":"discord","id":"54720567705600006"},{"platform":"discourse","id":"6"}]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'votes/card', '2', 0, 'done', 2, 0, NULL, '{"id":"21","url":"http://127.0.0.1:41889/t/vote-2-take-in-newcomer-as-a-member/21","parts":[{"id":"43","hash":"e83261ca902a2fa6-e83261ca902a2fa6"}]}', 'topic', 1, 'c7a9c9de5d65f27bf979ce1932015acecf9587727adef5f4a1def651751ea333', NULL, NULL, NULL, '2026-11-27T10:27:26.884+00:00', '2026-11-27T10:27:27.519+00:00');
INSERT INTO "Publication" VALUES (86, 1, 'poll/A6pYzi6iPdhFFQgl/card', 'discord', 'poll/1', '{"kind":"purpose","purpose":"meetings"}', 'discord', '{"kind":"channel","id":"54720567705600006"}', NULL, 'polls/card', '1', 0, 'done', 3, 0, NULL, '{"id":"1576538210304000007","url":"https://discord.com/channels/54720567705600002/54720567705600006/1576538210304000007","within":"54720567705600006","parts":[{"id":"1576538210304000007","hash":"MfMvYFgsCfVPRxiP"}]}', 'message', 0, '5eca0eab9a31a3c8a78693aed34ea02dfdee1ea5c02ff10a3be297666a420787', NULL, NULL, NULL, '2026-11-27T10:27:27.958+00:00', '2026-11-27T10:27:29.025+00:00');
INSERT INTO "Publication" VALUES (87, 1, 'poll/A6pYzi6iPdhFFQgl/card', 'discourse', 'poll/1', '{"kind":"purpose","purpose":"meetings"}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'polls/card', '1', 0, 'done', 3, 0, NULL, '{"id":"22","url":"http://127.0.0.1:41889/t/poll-1-when-is-docs-sprint/22","parts":[{"id":"44","hash":"bfbf361c4cfeb76a-bfbf361c4cfeb76a"}]}', 'topic', 0, '20ca170d314debdb97bec4bc59e3825266a8bf903f42a204b1f5c9b1d0b3dbc9', NULL, NULL, NULL, '2026-11-27T10:27:27.960+00:00', '2026-11-27T10:27:29.058+00:00');
INSERT INTO "Publication" VALUES (88, 1, 'vote/RAh_YPx1denRmppv/card', 'discord', 'vote/3', '{"kind":"purpose","purpose":["decisions","meetings"],"chosen":[{"platform":"discord","id":"54720567705600006"},{"platform":"discourse","id":"6"}]}', 'discord', '{"kind":"channel","id":"54720567705600006"}', NULL, 'votes/card', '3', 0, 'done', 3, 0, NULL, '{"id":"1576538210304000013","url":"https://discord.com/channels/54720567705600002/54720567705600006/1576538210304000013","within":"54720567705600006","parts":[{"id":"1576538210304000013","hash":"qAQ9vV_iR2BeB-8H"}]}', 'message', 0, 'fd2e05c8d5185ee5c665109f701d0ab5b60aa6019999802bacbdfb857cb03471', NULL, NULL, NULL, '2026-11-27T10:27:29.265+00:00', '2026-11-27T10:27:30.364+00:00');
INSERT INTO "Publication" VALUES (89, 1, 'vote/RAh_YPx1denRmppv/card', 'discourse', 'vote/3', '{"kind":"purpose","purpose":["decisions","meetings"],"chosen":[{"platform":"discord","id":"54720567705600006"},{"platform":"discourse","id":"6"}]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'votes/card', '3', 0, 'done', 3, 0, NULL, '{"id":"23","url":"http://127.0.0.1:41889/t/vote-3-meet-twice-a-month/23","parts":[{"id":"45","hash":"8d2241fd9fe37219-8d2241fd9fe37219"}]}', 'topic', 1, '25441f93bebed042127b4e57975070435d46b97786401a072c94f271dc8438e5', NULL, NULL, NULL, '2026-11-27T10:27:29.265+00:00', '2026-11-27T10:27:30.439+00:00');
INSERT INTO "Publication" VALUES (90, 1, 'vote/8pcq2CGHWR3kQxmm/card', 'discord', 'vote/4', '{"kind":"purpose","purpose":["decisions","meetings"],"chosen":[{"platform":"discord","id":"54720567705600006"},{"platform":"discourse","id":"6"}]}', 'discord', '{"kind":"channel","id":"54720567705600006"}', NULL, 'votes/card', '4', 0, 'done', 1, 0, NULL, '{"id":"1576538210304000018","url":"https://discord.com/channels/54720567705600002/54720567705600006/1576538210304000018","within":"54720567705600006","parts":[{"id":"1576538210304000018","hash":"dGpaXJf29EO20FJX"}]}', 'message', 0, '50d929182a66100d3674c0d10a62f16b8ef7b3453162cec88afd990813e9843c', NULL, NULL, NULL, '2026-11-27T10:27:29.853+00:00', '2026-11-27T10:27:30.009+00:00');
INSERT INTO "Publication" VALUES (91, 1, 'vote/8pcq2CGHWR3kQxmm/card', 'discourse', 'vote/4', '{"kind":"purpose","purpose":["decisions","meetings"],"chosen":[{"platform":"discord","id":"54720567705600006"},{"platform":"discourse","id":"6"}]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'votes/card', '4', 0, 'done', 1, 0, NULL, '{"id":"24","url":"http://127.0.0.1:41889/t/vote-4-buy-a-domain/24","parts":[{"id":"46","hash":"c4b5cff697c6cccb-c4b5cff697c6cccb"}]}', 'topic', 0, 'aa777dbf077ad38444771235f894b20bdd65602b83f2f1288910c12e55425bab', NULL, NULL, NULL, '2026-11-27T10:27:29.866+00:00', '2026-11-27T10:27:29.984+00:00');
INSERT INTO "Publication" VALUES (92, 1, 'project/9VF9Iegcb8VHZ4Nw/card', 'discord', 'project/2', '{"kind":"purpose","purpose":"projects"}', 'discord', '{"kind":"channel","id":"54720567705600005"}', NULL, 'projects/card', '2', 0, 'done', 1, 0, NULL, '{"id":"1576538210304000025","url":"https://discord.com/channels/54720567705600002/54720567705600005/1576538210304000025","within":"54720567705600005","parts":[{"id":"1576538210304000025","hash":"Syy6nOSB1HMYEqjT"}]}', 'message', 0, 'b415a64bad062e8280fe7e0c289cc55bb505ab5859ba9066c04c70eb6734fbfa', NULL, NULL, NULL, '2026-11-27T10:27:31.047+00:00', '2026-11-27T10:27:31.087+00:00');
INSERT INTO "Publication" VALUES (93, 1, 'meeting/M654eu23QPQDVt0k/agenda', 'discord', 'meeting/1', '{"kind":"inside","key":"meeting/M654eu23QPQDVt0k/announcement"}', 'discord', '{"kind":"inside","key":"meeting/M654eu23QPQDVt0k/announcement","slot":"discord"}', 'meeting/M654eu23QPQDVt0k/announcement', 'meetings/agenda', '1', 0, 'done', 1, 0, NULL, '{"id":"1576643906764800000","url":"https://discord.com/channels/54720567705600002/54720567705600006/1576643906764800000","within":"54720567705600006","parts":[{"id":"1576643906764800000","hash":"PB3oA17N9diUiE2k"}]}', 'message', 0, '7f9bc7d2a151d6b7da85e477cc84512d5e5f05bff83ce8ecc6fc4ff72405f8fb', NULL, NULL, NULL, '2026-11-27T10:27:32.918+00:00', '2026-11-27T10:27:33.365+00:00');
INSERT INTO "Publication" VALUES (94, 1, 'meeting/M654eu23QPQDVt0k/agenda', 'discourse', 'meeting/1', '{"kind":"inside","key":"meeting/M654eu23QPQDVt0k/announcement"}', 'discourse', '{"kind":"inside","key":"meeting/M654eu23QPQDVt0k/announcement","slot":"discourse"}', 'meeting/M654eu23QPQDVt0k/announcement', 'meetings/agenda', '1', 0, 'done', 1, 0, NULL, '{"id":"47","url":"http://127.0.0.1:41889/t/monthly-meeting-wednesday-2-december-2026/11/5","within":"11","number":5,"reference":"docent, post:5, topic:11","parts":[{"id":"47","hash":"7d8189f82482db8b"}]}', 'post', 0, '6b029fc5443080fe1a6ea324268293859344903db538dcb867b9a27e65a0f8b2', NULL, NULL, NULL, '2026-11-27T10:27:32.918+00:00', '2026-11-27T10:27:33.344+00:00');
INSERT INTO "Publication" VALUES (95, 1, 'call/wXn7BB0ufdTXqwLo/follow-up/6', 'person', 'call/1', '{"kind":"person","personId":6}', 'discord', '{"kind":"person","id":"54720567705600016"}', NULL, 'outreach/followUp', '1/6', 1, 'done', 1, 0, NULL, '{"id":"1576903114752000000","url":"https://discord.com/channels/@me/1571829684633600037/1576903114752000000","within":"1571829684633600037","parts":[{"id":"1576903114752000000","hash":"_UVmMuWEFcccJqJ-"}]}', 'message', 0, '26c4b1c40a4bb93b04d3e5c03459d56e515468f445d1936c562f8d03aba2ba1a', NULL, NULL, '2026-11-30T10:10:00.000+00:00', '2026-11-27T10:27:34.612+00:00', '2026-11-27T10:27:34.691+00:00');
INSERT INTO "Publication" VALUES (96, 1, 'celebrations/Sj6HuzvHmusmTLDo/2026-11', 'discord', 'celebrations/2026-11', '{"kind":"purpose","purpose":"meetings"}', 'discord', '{"kind":"channel","id":"54720567705600006"}', NULL, 'celebrations/month', '2026-11', 1, 'done', 1, 0, NULL, '{"id":"1577232787046400000","url":"https://discord.com/channels/54720567705600002/54720567705600006/1577232787046400000","within":"54720567705600006","parts":[{"id":"1577232787046400000","hash":"46LJr7aVJfbANCqs"}]}', 'message', 0, '2687f6dd54246fd2a249d5f5f076e2923ca13d795ef6de013149c008ecb5228d', NULL, NULL, '2026-12-01T08:00:00.000+00:00', '2026-11-27T10:27:36.016+00:00', '2026-11-27T10:27:36.132+00:00');
INSERT INTO "Publication" VALUES (97, 1, 'celebrations/Sj6HuzvHmusmTLDo/2026-11', 'discourse', 'celebrations/2026-11', '{"kind":"purpose","purpose":"meetings"}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'celebrations/month', '2026-11', 1, 'done', 1, 0, NULL, '{"id":"25","url":"http://127.0.0.1:41889/t/celebrations-of-november-2026/25","parts":[{"id":"48","hash":"9b9c3c79a909cc7f-9b9c3c79a909cc7f"}]}', 'topic', 0, '489a9f0e7404c21c86273a834d1d908f51a5909f3df1cd7d4261cd688a76b837', NULL, NULL, '2026-12-01T08:00:00.000+00:00', '2026-11-27T10:27:36.016+00:00', '2026-11-27T10:27:36.122+00:00');
INSERT INTO "Publication" VALUES (98, 1, 'meeting/M654eu23QPQDVt0k/reminder/1796230800/1440', 'discord', 'meeting/1', '{"kind":"purpose","purpose":"meetings","chosen":[]}', 'discord', '{"kind":"channel","id":"54720567705600006"}', NULL, 'meetings/reminder', '1/1796230800/1440', 1, 'done', 1, 0, NULL, '{"id":"1577368682496000000","url":"https://discord.com/channels/54720567705600002/54720567705600006/1577368682496000000","within":"54720567705600006","parts":[{"id":"1577368682496000000","hash":"-iaIXcdePegE9nBl"}]}', 'message', 0, 'ba31086482b02d7bdbb8b52b5f2e0943b565d25c3126b2ef9fed843d6b30b7f8', NULL, NULL, '2026-12-01T17:00:00.000+00:00', '2026-11-27T10:27:36.700+00:00', '2026-11-27T10:27:37.021+00:00');
INSERT INTO "Publication" VALUES (99, 1, 'meeting/M654eu23QPQDVt0k/reminder/1796230800/1440', 'discourse', 'meeting/1', '{"kind":"purpose","purpose":"meetings","chosen":[]}', 'discourse', '{"kind":"channel","id":"6"}', NULL, 'meetings/reminder', '1/1796230800/1440', 1, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-12-01T17:00:00.000+00:00', '2026-11-27T10:27:36.701+00:00', '2026-11-27T10:27:36.858+00:00');
INSERT INTO "Publication" VALUES (100, 1, 'meeting/M654eu23QPQDVt0k/reminder/1796230800/1440/person/5', 'person', 'meeting/1', '{"kind":"person","personId":5}', 'discord', '{"kind":"person","id":"54720567705600015"}', NULL, 'meetings/reminder', '1/1796230800/1440/5', 1, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-12-01T17:00:00.000+00:00', '2026-11-27T10:27:36.702+00:00', '2026-11-27T10:27:36.962+00:00');
INSERT INTO "Publication" VALUES (101, 1, 'meeting/M654eu23QPQDVt0k/reminder/1796230800/1440/person/9', 'person', 'meeting/1', '{"kind":"person","personId":9}', 'discord', '{"kind":"person","id":"54720567705600019"}', NULL, 'meetings/reminder', '1/1796230800/1440/9', 1, 'skipped', 1, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, '2026-12-01T17:00:00.000+00:00', '2026-11-27T10:27:36.703+00:00', '2026-11-27T10:27:36.975+00:00');
INSERT INTO "Link" VALUES (1, 1, 'meeting/M654eu23QPQDVt0k/announcement');
INSERT INTO "Link" VALUES (2, 2, 'meeting/M654eu23QPQDVt0k/announcement');
INSERT INTO "Link" VALUES (3, 3, 'meeting/M654eu23QPQDVt0k/announcement');
INSERT INTO "Link" VALUES (4, 1, 'meeting/M654eu23QPQDVt0k/file');
INSERT INTO "Link" VALUES (5, 2, 'meeting/M654eu23QPQDVt0k/file');
INSERT INTO "Link" VALUES (6, 3, 'meeting/M654eu23QPQDVt0k/file');
INSERT INTO "Link" VALUES (7, 5, 'meeting/CV7l22SwzMsDs7M5/announcement');
INSERT INTO "Link" VALUES (8, 5, 'meeting/CV7l22SwzMsDs7M5/file');
INSERT INTO "Link" VALUES (9, 7, 'meeting/rkp-kNkhqVDv_YKk/announcement');
INSERT INTO "Link" VALUES (10, 8, 'meeting/rkp-kNkhqVDv_YKk/announcement');
INSERT INTO "Link" VALUES (11, 9, 'meeting/rkp-kNkhqVDv_YKk/announcement');
INSERT INTO "Link" VALUES (12, 7, 'meeting/rkp-kNkhqVDv_YKk/file');
INSERT INTO "Link" VALUES (13, 8, 'meeting/rkp-kNkhqVDv_YKk/file');
INSERT INTO "Link" VALUES (14, 9, 'meeting/rkp-kNkhqVDv_YKk/file');
INSERT INTO "Link" VALUES (15, 13, 'meeting/7X8p_pX21hktViA5/announcement');
INSERT INTO "Link" VALUES (16, 13, 'meeting/7X8p_pX21hktViA5/file');
INSERT INTO "Link" VALUES (17, 20, 'meeting/M654eu23QPQDVt0k/announcement');
INSERT INTO "Link" VALUES (18, 17, 'meeting/M654eu23QPQDVt0k/announcement');
INSERT INTO "Link" VALUES (19, 18, 'meeting/M654eu23QPQDVt0k/announcement');
INSERT INTO "Link" VALUES (20, 17, 'meeting/M654eu23QPQDVt0k/change/1');
INSERT INTO "Link" VALUES (21, 18, 'meeting/M654eu23QPQDVt0k/change/1');
INSERT INTO "Link" VALUES (22, 15, 'meeting/M654eu23QPQDVt0k/announcement');
INSERT INTO "Link" VALUES (23, 16, 'meeting/M654eu23QPQDVt0k/announcement');
INSERT INTO "Link" VALUES (24, 25, 'ama/TFbdasy4GD46v9xY/thread');
INSERT INTO "Link" VALUES (25, 21, 'ama/TFbdasy4GD46v9xY/thread');
INSERT INTO "Link" VALUES (26, 22, 'ama/TFbdasy4GD46v9xY/thread');
INSERT INTO "Link" VALUES (27, 27, 'ama/TFbdasy4GD46v9xY/thread');
INSERT INTO "Link" VALUES (28, 28, 'ama/TFbdasy4GD46v9xY/thread');
INSERT INTO "Link" VALUES (29, 24, 'ama/TFbdasy4GD46v9xY/thread');
INSERT INTO "Link" VALUES (30, 23, 'ama/TFbdasy4GD46v9xY/thread');
INSERT INTO "Link" VALUES (31, 29, 'ama/TFbdasy4GD46v9xY/thread');
INSERT INTO "Link" VALUES (32, 33, 'ama/TFbdasy4GD46v9xY/question/FqxZe-FjvFLzU9df');
INSERT INTO "Link" VALUES (33, 34, 'ama/TFbdasy4GD46v9xY/question/FqxZe-FjvFLzU9df');
INSERT INTO "Link" VALUES (34, 35, 'ama/TFbdasy4GD46v9xY/question/j6xE9ABvGnXMJ2Lp');
INSERT INTO "Link" VALUES (35, 36, 'ama/TFbdasy4GD46v9xY/question/j6xE9ABvGnXMJ2Lp');
INSERT INTO "Link" VALUES (36, 37, 'ama/TFbdasy4GD46v9xY/question/-WxKqD2iDW5dgh5o');
INSERT INTO "Link" VALUES (37, 38, 'ama/TFbdasy4GD46v9xY/question/-WxKqD2iDW5dgh5o');
INSERT INTO "Link" VALUES (38, 39, 'ama/TFbdasy4GD46v9xY/question/j6xE9ABvGnXMJ2Lp');
INSERT INTO "Link" VALUES (39, 40, 'ama/TFbdasy4GD46v9xY/question/j6xE9ABvGnXMJ2Lp');
INSERT INTO "Link" VALUES (40, 41, 'ama/TFbdasy4GD46v9xY/question/j6xE9ABvGnXMJ2Lp');
INSERT INTO "Link" VALUES (41, 41, 'ama/TFbdasy4GD46v9xY/answer/j6xE9ABvGnXMJ2Lp');
INSERT INTO "Link" VALUES (42, 52, 'meeting/rkp-kNkhqVDv_YKk/announcement');
INSERT INTO "Link" VALUES (43, 53, 'meeting/rkp-kNkhqVDv_YKk/announcement');
INSERT INTO "Link" VALUES (44, 64, 'meeting/rkp-kNkhqVDv_YKk/announcement');
INSERT INTO "Link" VALUES (45, 63, 'meeting/rkp-kNkhqVDv_YKk/announcement');
INSERT INTO "Link" VALUES (46, 67, 'meeting/rkp-kNkhqVDv_YKk/file');
INSERT INTO "Link" VALUES (47, 67, 'meeting/rkp-kNkhqVDv_YKk/announcement');
INSERT INTO "Link" VALUES (48, 68, 'meeting/rkp-kNkhqVDv_YKk/file');
INSERT INTO "Link" VALUES (49, 68, 'meeting/rkp-kNkhqVDv_YKk/announcement');
INSERT INTO "Link" VALUES (50, 66, 'meeting/rkp-kNkhqVDv_YKk/announcement');
INSERT INTO "Link" VALUES (51, 65, 'meeting/rkp-kNkhqVDv_YKk/announcement');
INSERT INTO "Link" VALUES (52, 69, 'meeting/7X8p_pX21hktViA5/announcement');
INSERT INTO "Link" VALUES (53, 69, 'meeting/7X8p_pX21hktViA5/file');
INSERT INTO "Link" VALUES (54, 70, 'meeting/7X8p_pX21hktViA5/announcement');
INSERT INTO "Link" VALUES (55, 70, 'meeting/7X8p_pX21hktViA5/file');
INSERT INTO "Link" VALUES (56, 43, 'vote/nXJrEcbPfXWpf4ji/result');
INSERT INTO "Link" VALUES (57, 73, 'meeting/BJsQOz2o_BLsljkG/announcement');
INSERT INTO "Link" VALUES (58, 73, 'meeting/BJsQOz2o_BLsljkG/file');
INSERT INTO "Link" VALUES (59, 77, 'digest/f3mwkD0X8S_L4_GN/digest');
INSERT INTO "Link" VALUES (60, 77, 'digest/f3mwkD0X8S_L4_GN/post');
INSERT INTO "Link" VALUES (61, 79, 'meeting/M654eu23QPQDVt0k/announcement');
INSERT INTO "Link" VALUES (62, 80, 'meeting/M654eu23QPQDVt0k/announcement');
INSERT INTO "Link" VALUES (63, 81, 'meeting/M654eu23QPQDVt0k/announcement');
INSERT INTO "Link" VALUES (64, 82, 'meeting/M654eu23QPQDVt0k/announcement');
INSERT INTO "Link" VALUES (65, 81, 'meeting/M654eu23QPQDVt0k/reminder/1796230800/10080');
INSERT INTO "Link" VALUES (66, 82, 'meeting/M654eu23QPQDVt0k/reminder/1796230800/10080');
INSERT INTO "Link" VALUES (67, 99, 'meeting/M654eu23QPQDVt0k/announcement');
INSERT INTO "Link" VALUES (68, 100, 'meeting/M654eu23QPQDVt0k/announcement');
INSERT INTO "Link" VALUES (69, 101, 'meeting/M654eu23QPQDVt0k/announcement');
INSERT INTO "Link" VALUES (70, 100, 'meeting/M654eu23QPQDVt0k/reminder/1796230800/1440');
INSERT INTO "Link" VALUES (71, 101, 'meeting/M654eu23QPQDVt0k/reminder/1796230800/1440');
INSERT INTO "Link" VALUES (72, 98, 'meeting/M654eu23QPQDVt0k/announcement');
INSERT INTO "Made" VALUES (1, 1, 'discord', '1571827168051200032', 0);
INSERT INTO "Made" VALUES (2, 3, 'discord', '1571827168051200033', 0);
INSERT INTO "Made" VALUES (3, 2, 'discourse', '11', 0);
INSERT INTO "Made" VALUES (4, 2, 'discourse', '21', 1);
INSERT INTO "Made" VALUES (5, 5, 'discord', '1571827168051200034', 0);
INSERT INTO "Made" VALUES (6, 7, 'discord', '1571827168051200037', 0);
INSERT INTO "Made" VALUES (7, 8, 'discourse', '12', 0);
INSERT INTO "Made" VALUES (8, 8, 'discourse', '22', 1);
INSERT INTO "Made" VALUES (9, 9, 'discord', '1571827168051200038', 0);
INSERT INTO "Made" VALUES (10, 12, 'discourse', '23', 0);
INSERT INTO "Made" VALUES (11, 11, 'discord', '1571827168051200039', 0);
INSERT INTO "Made" VALUES (12, 13, 'discord', '1571827168051200040', 0);
INSERT INTO "Made" VALUES (13, 20, 'discourse', '27', 0);
INSERT INTO "Made" VALUES (14, 15, 'discord', '1571827168051200060', 0);
INSERT INTO "Made" VALUES (15, 25, 'discord', '1571827168051200078', 0);
INSERT INTO "Made" VALUES (16, 21, 'discord', '1571827168051200079', 0);
INSERT INTO "Made" VALUES (17, 24, 'discourse', '14', 0);
INSERT INTO "Made" VALUES (18, 24, 'discourse', '28', 1);
INSERT INTO "Made" VALUES (19, 27, 'discord', '1571827168051200083', 0);
INSERT INTO "Made" VALUES (20, 28, 'discord', '1571827168051200084', 0);
INSERT INTO "Made" VALUES (21, 23, 'discord', '1571827168051200085', 0);
INSERT INTO "Made" VALUES (22, 32, 'discourse', '29', 0);
INSERT INTO "Made" VALUES (23, 29, 'discord', '1571828426342400000', 0);
INSERT INTO "Made" VALUES (24, 34, 'discourse', '30', 0);
INSERT INTO "Made" VALUES (25, 33, 'discord', '1571829684633600002', 0);
INSERT INTO "Made" VALUES (26, 35, 'discord', '1571829684633600004', 0);
INSERT INTO "Made" VALUES (27, 37, 'discord', '1571829684633600009', 0);
INSERT INTO "Made" VALUES (28, 38, 'discourse', '32', 0);
INSERT INTO "Made" VALUES (29, 41, 'discourse', 'post:33', 0);
INSERT INTO "Made" VALUES (30, 41, 'discourse', '33', 1);
INSERT INTO "Made" VALUES (31, 39, 'discord', '1571829684633600012', 0);
INSERT INTO "Made" VALUES (32, 40, 'discourse', '34', 0);
INSERT INTO "Made" VALUES (33, 43, 'discourse', '16', 0);
INSERT INTO "Made" VALUES (34, 43, 'discourse', '35', 1);
INSERT INTO "Made" VALUES (35, 42, 'discord', '1571829684633600021', 0);
INSERT INTO "Made" VALUES (36, 45, 'discourse', '17', 0);
INSERT INTO "Made" VALUES (37, 45, 'discourse', '36', 1);
INSERT INTO "Made" VALUES (38, 44, 'discord', '1571829684633600027', 0);
INSERT INTO "Made" VALUES (39, 46, 'discord', '1571829684633600032', 0);
INSERT INTO "Made" VALUES (40, 47, 'discord', '1571829684633600038', 0);
INSERT INTO "Made" VALUES (41, 48, 'discord', '1571829684633600049', 0);
INSERT INTO "Made" VALUES (42, 49, 'discord', '1571829684633600055', 0);
INSERT INTO "Made" VALUES (43, 50, 'discord', '1571829684633600064', 0);
INSERT INTO "Made" VALUES (44, 51, 'discourse', 'post:37', 0);
INSERT INTO "Made" VALUES (45, 51, 'discourse', '37', 1);
INSERT INTO "Made" VALUES (46, 52, 'discord', '1572295252377600000', 0);
INSERT INTO "Made" VALUES (47, 54, 'discord', '1572554460364800000', 0);
INSERT INTO "Made" VALUES (48, 56, 'discord', '1572554460364800001', 0);
INSERT INTO "Made" VALUES (49, 59, 'discord', '1572554460364800002', 0);
INSERT INTO "Made" VALUES (50, 55, 'discord', '1572554460364800005', 0);
INSERT INTO "Made" VALUES (51, 57, 'discord', '1572554460364800007', 0);
INSERT INTO "Made" VALUES (52, 58, 'discord', '1572554460364800009', 0);
INSERT INTO "Made" VALUES (53, 60, 'discord', '1572554460364800011', 0);
INSERT INTO "Made" VALUES (54, 61, 'discord', '1572554460364800013', 0);
INSERT INTO "Made" VALUES (55, 62, 'discord', '1572554460364800014', 0);
INSERT INTO "Made" VALUES (56, 63, 'discord', '1572642540748800000', 0);
INSERT INTO "Made" VALUES (57, 68, 'discourse', '38', 0);
INSERT INTO "Made" VALUES (58, 67, 'discord', '1572657640243200000', 0);
INSERT INTO "Made" VALUES (59, 65, 'discord', '1572657640243200001', 0);
INSERT INTO "Made" VALUES (60, 69, 'discord', '1572672739737600000', 0);
INSERT INTO "Made" VALUES (61, 70, 'discourse', '19', 0);
INSERT INTO "Made" VALUES (62, 70, 'discourse', '39', 1);
INSERT INTO "Made" VALUES (63, 72, 'discourse', '40', 0);
INSERT INTO "Made" VALUES (64, 71, 'discord', '1572916848230400000', 0);
INSERT INTO "Made" VALUES (65, 73, 'discord', '1573020028108800000', 0);
INSERT INTO "Made" VALUES (66, 75, 'discord', '1573639107379200000', 0);
INSERT INTO "Made" VALUES (67, 76, 'discord', '1573639107379200002', 0);
INSERT INTO "Made" VALUES (68, 78, 'discourse', '20', 0);
INSERT INTO "Made" VALUES (69, 78, 'discourse', '42', 1);
INSERT INTO "Made" VALUES (70, 77, 'discord', '1574333684121600000', 0);
INSERT INTO "Made" VALUES (71, 79, 'discord', '1575194355302400000', 0);
INSERT INTO "Made" VALUES (72, 83, 'discord', '1575919131033600000', 0);
INSERT INTO "Made" VALUES (73, 85, 'discourse', '21', 0);
INSERT INTO "Made" VALUES (74, 85, 'discourse', '43', 1);
INSERT INTO "Made" VALUES (75, 84, 'discord', '1576538210304000001', 0);
INSERT INTO "Made" VALUES (76, 86, 'discord', '1576538210304000007', 0);
INSERT INTO "Made" VALUES (77, 87, 'discourse', '22', 0);
INSERT INTO "Made" VALUES (78, 87, 'discourse', '44', 1);
INSERT INTO "Made" VALUES (79, 89, 'discourse', '23', 0);
INSERT INTO "Made" VALUES (80, 89, 'discourse', '45', 1);
INSERT INTO "Made" VALUES (81, 88, 'discord', '1576538210304000013', 0);
INSERT INTO "Made" VALUES (82, 91, 'discourse', '24', 0);
INSERT INTO "Made" VALUES (83, 91, 'discourse', '46', 1);
INSERT INTO "Made" VALUES (84, 90, 'discord', '1576538210304000018', 0);
INSERT INTO "Made" VALUES (85, 92, 'discord', '1576538210304000025', 0);
INSERT INTO "Made" VALUES (86, 94, 'discourse', '47', 0);
INSERT INTO "Made" VALUES (87, 93, 'discord', '1576643906764800000', 0);
INSERT INTO "Made" VALUES (88, 95, 'discord', '1576903114752000000', 0);
INSERT INTO "Made" VALUES (89, 97, 'discourse', '25', 0);
INSERT INTO "Made" VALUES (90, 97, 'discourse', '48', 1);
INSERT INTO "Made" VALUES (91, 96, 'discord', '1577232787046400000', 0);
INSERT INTO "Made" VALUES (92, 98, 'discord', '1577368682496000000', 0);
INSERT INTO "Conversation" VALUES ('discord', '54720567705600011', '1571827168051200080');
INSERT INTO "Conversation" VALUES ('discord', '54720567705600013', '1571827168051200082');
INSERT INTO "Conversation" VALUES ('discord', '54720567705600016', '1571829684633600037');
INSERT INTO "Conversation" VALUES ('discord', '54720567705600023', '1571829684633600048');
INSERT INTO "Conversation" VALUES ('discord', '54720567705600012', '1572554460364800003');
INSERT INTO "Conversation" VALUES ('discord', '54720567705600014', '1572554460364800004');
INSERT INTO "Conversation" VALUES ('discord', '54720567705600015', '1572554460364800006');
INSERT INTO "Conversation" VALUES ('discord', '54720567705600018', '1572554460364800008');
INSERT INTO "Conversation" VALUES ('discord', '54720567705600019', '1572554460364800010');
INSERT INTO "Conversation" VALUES ('discord', '54720567705600020', '1572554460364800012');
INSERT INTO "Conversation" VALUES ('discord', '54720567705600022', '1573639107379200001');
INSERT INTO "MeetingSeries" VALUES (1, 1, 'Monthly meeting', 'monthly-meeting', 'RRULE:FREQ=MONTHLY;BYDAY=1TU', '2026-12-01', '2026-12-01', '["21:00","18:00"]', 'Europe/Prague', 60, '{"kind":"voice","platform":"discord","id":"54720567705600010","name":"Meeting room"}', NULL, NULL, '[]', 'monthly', '[10080,1440,60,0]', 'usual', '[]', NULL, NULL, 'active', '152a993a3d5edd6f33b0177e0e7564ab', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "MeetingSeries" VALUES (2, 1, 'Editorial board', 'editorial-board', 'RRULE:FREQ=MONTHLY;BYDAY=3WE', '2026-11-18', '2026-11-18', '["17:00"]', 'Europe/London', 60, NULL, NULL, NULL, '[]', 'monthly', '[10080,1440,60,0]', 'usual', '[{"platform":"discord","id":"54720567705600009"}]', NULL, 'docs-group/handbook/docs/board', 'active', '0aae903839f70ca990289bec61f7eadb', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (1, 'M654eu23QPQDVt0k', 1, 1, '2026-12-01', 'Monthly meeting', '2026-12-02', '18:00', 'Europe/Prague', '2026-12-02T17:00:00.000+00:00', '2026-12-02T18:00:00.000+00:00', '2026c', 60, '{"platform":"discord","id":"54720567705600010","kind":"voice","name":"Meeting room"}', NULL, NULL, 'scheduled', NULL, 'upcoming', 1, 'hand', '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (2, 'CV7l22SwzMsDs7M5', 1, 1, '2027-01-05', 'Monthly meeting', '2027-01-05', '21:00', 'UTC', '2027-01-05T21:00:00.000+00:00', '2027-01-05T22:00:00.000+00:00', '2026c', 60, '{"platform":"discord","id":"54720567705600010","kind":"voice","name":"Meeting room"}', NULL, NULL, 'scheduled', NULL, 'upcoming', 1, 'plan', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (3, 'o-2Dbyk1d3MJP_zo', 1, 1, '2027-02-02', 'Monthly meeting', '2027-02-02', '21:00', 'UTC', '2027-02-02T21:00:00.000+00:00', '2027-02-02T22:00:00.000+00:00', '2026c', 60, '{"platform":"discord","id":"54720567705600010","kind":"voice","name":"Meeting room"}', NULL, NULL, 'scheduled', NULL, 'upcoming', 1, 'plan', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (4, 'ZFPbOn1ju32QiAFD', 1, 1, '2027-03-02', 'Monthly meeting', '2027-03-02', '21:00', 'UTC', '2027-03-02T21:00:00.000+00:00', '2027-03-02T22:00:00.000+00:00', '2026c', 60, '{"platform":"discord","id":"54720567705600010","kind":"voice","name":"Meeting room"}', NULL, NULL, 'scheduled', NULL, 'upcoming', 1, 'plan', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (5, 'WQa54s8I2zfB69CT', 1, 1, '2027-04-06', 'Monthly meeting', '2027-04-06', '11:30', 'UTC', '2027-04-06T11:30:00.000+00:00', '2027-04-06T12:30:00.000+00:00', '2026c', 60, '{"platform":"discord","id":"54720567705600010","kind":"voice","name":"Meeting room"}', NULL, NULL, 'scheduled', NULL, 'upcoming', 1, 'plan', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (6, 'svMsjYqFr1jmmJvu', 1, 1, '2027-05-04', 'Monthly meeting', '2027-05-04', '11:30', 'UTC', '2027-05-04T11:30:00.000+00:00', '2027-05-04T12:30:00.000+00:00', '2026c', 60, '{"platform":"discord","id":"54720567705600010","kind":"voice","name":"Meeting room"}', NULL, NULL, 'scheduled', NULL, 'upcoming', 1, 'plan', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (7, 'WSe-952Jke7f5TjX', 1, 1, '2027-06-01', 'Monthly meeting', '2027-06-01', '11:30', 'UTC', '2027-06-01T11:30:00.000+00:00', '2027-06-01T12:30:00.000+00:00', '2026c', 60, '{"platform":"discord","id":"54720567705600010","kind":"voice","name":"Meeting room"}', NULL, NULL, 'scheduled', NULL, 'upcoming', 1, 'plan', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (8, 'HZyD-adzPf-5X-Cv', 1, 1, '2027-07-06', 'Monthly meeting', '2027-07-06', '11:30', 'UTC', '2027-07-06T11:30:00.000+00:00', '2027-07-06T12:30:00.000+00:00', '2026c', 60, '{"platform":"discord","id":"54720567705600010","kind":"voice","name":"Meeting room"}', NULL, NULL, 'scheduled', NULL, 'upcoming', 1, 'plan', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (9, 'LI_KpOex0RYljTdj', 1, 1, '2027-08-03', 'Monthly meeting', '2027-08-03', '11:30', 'UTC', '2027-08-03T11:30:00.000+00:00', '2027-08-03T12:30:00.000+00:00', '2026c', 60, '{"platform":"discord","id":"54720567705600010","kind":"voice","name":"Meeting room"}', NULL, NULL, 'scheduled', NULL, 'upcoming', 1, 'plan', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (10, 'Ri3artcAquPl9Ds8', 1, 1, '2027-09-07', 'Monthly meeting', '2027-09-07', '11:30', 'UTC', '2027-09-07T11:30:00.000+00:00', '2027-09-07T12:30:00.000+00:00', '2026c', 60, '{"platform":"discord","id":"54720567705600010","kind":"voice","name":"Meeting room"}', NULL, NULL, 'scheduled', NULL, 'upcoming', 1, 'plan', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (11, '_iu41wQptYBgKK96', 1, 1, '2027-10-05', 'Monthly meeting', '2027-10-05', '11:30', 'UTC', '2027-10-05T11:30:00.000+00:00', '2027-10-05T12:30:00.000+00:00', '2026c', 60, '{"platform":"discord","id":"54720567705600010","kind":"voice","name":"Meeting room"}', NULL, NULL, 'scheduled', NULL, 'upcoming', 1, 'plan', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (12, 'IXlulAImxkgP7X3K', 1, 1, '2027-11-02', 'Monthly meeting', '2027-11-02', '21:00', 'UTC', '2027-11-02T21:00:00.000+00:00', '2027-11-02T22:00:00.000+00:00', '2026c', 60, '{"platform":"discord","id":"54720567705600010","kind":"voice","name":"Meeting room"}', NULL, NULL, 'scheduled', NULL, 'upcoming', 1, 'plan', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (13, 'GyiQM1hn-9o61V1A', 1, 1, '2027-12-07', 'Monthly meeting', '2027-12-07', '21:00', 'UTC', '2027-12-07T21:00:00.000+00:00', '2027-12-07T22:00:00.000+00:00', '2026c', 60, '{"platform":"discord","id":"54720567705600010","kind":"voice","name":"Meeting room"}', NULL, NULL, 'scheduled', NULL, 'upcoming', 1, 'plan', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (14, 'rkp-kNkhqVDv_YKk', 1, 2, '2026-11-18', 'Editorial board', '2026-11-18', '17:00', 'Europe/London', '2026-11-18T17:00:00.000+00:00', '2026-11-18T18:00:00.000+00:00', '2026c', 60, NULL, NULL, NULL, 'scheduled', NULL, 'over', 0, 'rule', '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (15, '7X8p_pX21hktViA5', 1, 2, '2026-12-16', 'Editorial board', '2026-12-16', '17:00', 'Europe/London', '2026-12-16T17:00:00.000+00:00', '2026-12-16T18:00:00.000+00:00', '2026c', 60, NULL, NULL, NULL, 'scheduled', NULL, 'upcoming', 0, 'rule', '2026-11-16T10:00:00.000+00:00', '2026-11-18T18:00:00.000+00:00', NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (16, 'BJsQOz2o_BLsljkG', 1, 2, '2027-01-20', 'Editorial board', '2027-01-20', '17:00', 'Europe/London', '2027-01-20T17:00:00.000+00:00', '2027-01-20T18:00:00.000+00:00', '2026c', 60, NULL, NULL, NULL, 'scheduled', NULL, 'upcoming', 0, 'rule', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (17, 'MCWedh_yha7zWmhY', 1, 2, '2027-02-17', 'Editorial board', '2027-02-17', '17:00', 'Europe/London', '2027-02-17T17:00:00.000+00:00', '2027-02-17T18:00:00.000+00:00', '2026c', 60, NULL, NULL, NULL, 'scheduled', NULL, 'upcoming', 0, 'rule', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (18, '0nK63VU0PbHAQ7pS', 1, 2, '2027-03-17', 'Editorial board', '2027-03-17', '17:00', 'Europe/London', '2027-03-17T17:00:00.000+00:00', '2027-03-17T18:00:00.000+00:00', '2026c', 60, NULL, NULL, NULL, 'scheduled', NULL, 'upcoming', 0, 'rule', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (19, '_hd9q_BxHyaueL1C', 1, 2, '2027-04-21', 'Editorial board', '2027-04-21', '17:00', 'Europe/London', '2027-04-21T16:00:00.000+00:00', '2027-04-21T17:00:00.000+00:00', '2026c', 60, NULL, NULL, NULL, 'scheduled', NULL, 'upcoming', 0, 'rule', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (20, '_aMP6AQ4NZNmw6Gu', 1, 2, '2027-05-19', 'Editorial board', '2027-05-19', '17:00', 'Europe/London', '2027-05-19T16:00:00.000+00:00', '2027-05-19T17:00:00.000+00:00', '2026c', 60, NULL, NULL, NULL, 'scheduled', NULL, 'upcoming', 0, 'rule', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (21, '1TxOHvoBvVp5_57f', 1, 2, '2027-06-16', 'Editorial board', '2027-06-16', '17:00', 'Europe/London', '2027-06-16T16:00:00.000+00:00', '2027-06-16T17:00:00.000+00:00', '2026c', 60, NULL, NULL, NULL, 'scheduled', NULL, 'upcoming', 0, 'rule', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (22, 'BGn_loX0_7LPj7cz', 1, 2, '2027-07-21', 'Editorial board', '2027-07-21', '17:00', 'Europe/London', '2027-07-21T16:00:00.000+00:00', '2027-07-21T17:00:00.000+00:00', '2026c', 60, NULL, NULL, NULL, 'scheduled', NULL, 'upcoming', 0, 'rule', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (23, 'QMCYnnt3nwyoEpG3', 1, 2, '2027-08-18', 'Editorial board', '2027-08-18', '17:00', 'Europe/London', '2027-08-18T16:00:00.000+00:00', '2027-08-18T17:00:00.000+00:00', '2026c', 60, NULL, NULL, NULL, 'scheduled', NULL, 'upcoming', 0, 'rule', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (24, '4DPDywJpVwo1l9_Y', 1, 2, '2027-09-15', 'Editorial board', '2027-09-15', '17:00', 'Europe/London', '2027-09-15T16:00:00.000+00:00', '2027-09-15T17:00:00.000+00:00', '2026c', 60, NULL, NULL, NULL, 'scheduled', NULL, 'upcoming', 0, 'rule', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (25, '0FQO8uhGTmr07rmh', 1, 2, '2027-10-20', 'Editorial board', '2027-10-20', '17:00', 'Europe/London', '2027-10-20T16:00:00.000+00:00', '2027-10-20T17:00:00.000+00:00', '2026c', 60, NULL, NULL, NULL, 'scheduled', NULL, 'upcoming', 0, 'rule', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (26, 'RrIy7pQI6RzSpeBX', 1, 2, '2027-11-17', 'Editorial board', '2027-11-17', '17:00', 'Europe/London', '2027-11-17T17:00:00.000+00:00', '2027-11-17T18:00:00.000+00:00', '2026c', 60, NULL, NULL, NULL, 'scheduled', NULL, 'upcoming', 0, 'rule', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (27, 'uAIY5lzHcsJsbqKT', 1, 2, '2027-12-15', 'Editorial board', '2027-12-15', '17:00', 'Europe/London', '2027-12-15T17:00:00.000+00:00', '2027-12-15T18:00:00.000+00:00', '2026c', 60, NULL, NULL, NULL, 'scheduled', NULL, 'upcoming', 0, 'rule', '2026-11-16T10:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (28, 'TLhGabvwZjW0Xi41', 1, 2, '2028-01-19', 'Editorial board', '2028-01-19', '17:00', 'Europe/London', '2028-01-19T17:00:00.000+00:00', '2028-01-19T18:00:00.000+00:00', '2026c', 60, NULL, NULL, NULL, 'scheduled', NULL, 'upcoming', 0, 'rule', '2026-12-01T00:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-12-01T00:00:00.000+00:00', '2026-12-01T00:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (29, 'sRS74la1kquA3dLV', 1, 1, '2028-01-04', 'Monthly meeting', '2028-01-04', '18:00', 'Europe/Prague', '2028-01-04T17:00:00.000+00:00', '2028-01-04T18:00:00.000+00:00', '2026c', 60, '{"platform":"discord","id":"54720567705600010","kind":"voice","name":"Meeting room"}', NULL, NULL, 'scheduled', NULL, 'upcoming', 0, 'rule', '2026-12-01T00:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-12-01T00:00:00.000+00:00', '2026-12-01T00:00:00.000+00:00');
INSERT INTO "Meeting" VALUES (30, 'g3En_FkSrRMurdqv', 1, 1, '2028-02-01', 'Monthly meeting', '2028-02-01', '21:00', 'Europe/Prague', '2028-02-01T20:00:00.000+00:00', '2028-02-01T21:00:00.000+00:00', '2026c', 60, '{"platform":"discord","id":"54720567705600010","kind":"voice","name":"Meeting room"}', NULL, NULL, 'scheduled', NULL, 'upcoming', 0, 'rule', '2026-12-01T00:00:00.000+00:00', NULL, NULL, NULL, NULL, '{}', NULL, '2026-12-01T00:00:00.000+00:00', '2026-12-01T00:00:00.000+00:00');
INSERT INTO "MeetingChange" VALUES (1, 2, 1, 'moved', '2027-01-05T17:00:00.000+00:00', NULL, '2026-11-16T10:00:00.000+00:00');
INSERT INTO "MeetingChange" VALUES (2, 3, 1, 'moved', '2027-02-02T20:00:00.000+00:00', NULL, '2026-11-16T10:00:00.000+00:00');
INSERT INTO "MeetingChange" VALUES (3, 4, 1, 'moved', '2027-03-02T17:00:00.000+00:00', NULL, '2026-11-16T10:00:00.000+00:00');
INSERT INTO "MeetingChange" VALUES (4, 5, 1, 'moved', '2027-04-06T19:00:00.000+00:00', NULL, '2026-11-16T10:00:00.000+00:00');
INSERT INTO "MeetingChange" VALUES (5, 6, 1, 'moved', '2027-05-04T16:00:00.000+00:00', NULL, '2026-11-16T10:00:00.000+00:00');
INSERT INTO "MeetingChange" VALUES (6, 7, 1, 'moved', '2027-06-01T19:00:00.000+00:00', NULL, '2026-11-16T10:00:00.000+00:00');
INSERT INTO "MeetingChange" VALUES (7, 8, 1, 'moved', '2027-07-06T16:00:00.000+00:00', NULL, '2026-11-16T10:00:00.000+00:00');
INSERT INTO "MeetingChange" VALUES (8, 9, 1, 'moved', '2027-08-03T19:00:00.000+00:00', NULL, '2026-11-16T10:00:00.000+00:00');
INSERT INTO "MeetingChange" VALUES (9, 10, 1, 'moved', '2027-09-07T16:00:00.000+00:00', NULL, '2026-11-16T10:00:00.000+00:00');
INSERT INTO "MeetingChange" VALUES (10, 11, 1, 'moved', '2027-10-05T19:00:00.000+00:00', NULL, '2026-11-16T10:00:00.000+00:00');
INSERT INTO "MeetingChange" VALUES (11, 12, 1, 'moved', '2027-11-02T17:00:00.000+00:00', NULL, '2026-11-16T10:00:00.000+00:00');
INSERT INTO "MeetingChange" VALUES (12, 13, 1, 'moved', '2027-12-07T20:00:00.000+00:00', NULL, '2026-11-16T10:00:00.000+00:00');
INSERT INTO "MeetingChange" VALUES (13, 1, 1, 'moved', '2026-12-01T20:00:00.000+00:00', NULL, '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Rsvp" VALUES (1, 1, 9, 'going', 'on', '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Rsvp" VALUES (3, 1, 5, 'going', 'auto', '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "PersonalReminder" VALUES (1, 1, 4, 'series/1', 1, NULL, 120, '2026-11-16T10:00:00.000+00:00');
INSERT INTO "MeetingPlan" VALUES (1, 1, 1, '{"slots":["11:30","21:00"],"months":[{"month":"2027-01","startsAt":"2027-01-05T21:00:00Z","slot":"21:00","pain":{"prague":32,"vancouver":0,"new-york":0,"natal":4,"lagos":32,"london":16,"helsinki":64,"kolkata":128,"tokyo":16,"auckland":0}},{"month":"2027-02","startsAt":"2027-02-02T21:00:00Z","slot":"21:00","pain":{"prague":32,"vancouver":0,"new-york":0,"natal":4,"lagos":32,"london":16,"helsinki":64,"kolkata":128,"tokyo":16,"auckland":0}},{"month":"2027-03","startsAt":"2027-03-02T21:00:00Z","slot":"21:00","pain":{"prague":32,"vancouver":0,"new-york":0,"natal":4,"lagos":32,"london":16,"helsinki":64,"kolkata":128,"tokyo":16,"auckland":0}},{"month":"2027-04","startsAt":"2027-04-06T11:30:00Z","slot":"11:30","pain":{"prague":0,"vancouver":96,"new-york":6,"natal":2,"lagos":0,"london":0,"helsinki":0,"kolkata":0,"tokyo":12,"auckland":96}},{"month":"2027-05","startsAt":"2027-05-04T11:30:00Z","slot":"11:30","pain":{"prague":0,"vancouver":96,"new-york":6,"natal":2,"lagos":0,"london":0,"helsinki":0,"kolkata":0,"tokyo":12,"auckland":96}},{"month":"2027-06","startsAt":"2027-06-01T11:30:00Z","slot":"11:30","pain":{"prague":0,"vancouver":96,"new-york":6,"natal":2,"lagos":0,"london":0,"helsinki":0,"kolkata":0,"tokyo":12,"auckland":96}},{"month":"2027-07","startsAt":"2027-07-06T11:30:00Z","slot":"11:30","pain":{"prague":0,"vancouver":96,"new-york":6,"natal":2,"lagos":0,"london":0,"helsinki":0,"kolkata":0,"tokyo":12,"auckland":96}},{"month":"2027-08","startsAt":"2027-08-03T11:30:00Z","slot":"11:30","pain":{"prague":0,"vancouver":96,"new-york":6,"natal":2,"lagos":0,"london":0,"helsinki":0,"kolkata":0,"tokyo":12,"auckland":96}},{"month":"2027-09","startsAt":"2027-09-07T11:30:00Z","slot":"11:30","pain":{"prague":0,"vancouver":96,"new-york":6,"natal":2,"lagos":0,"london":0,"helsinki":0,"kolkata":0,"tokyo":12,"auckland":96}},{"month":"2027-10","startsAt":"2027-10-05T11:30:00Z","slot":"11:30","pain":{"prague":0,"vancouver":96,"new-york":6,"natal":2,"lagos":0,"london":0,"helsinki":0,"kolkata":0,"tokyo":12,"auckland":128}},{"month":"2027-11","startsAt":"2027-11-02T21:00:00Z","slot":"21:00","pain":{"prague":32,"vancouver":0,"new-york":0,"natal":4,"lagos":32,"london":16,"helsinki":64,"kolkata":128,"tokyo":16,"auckland":0}},{"month":"2027-12","startsAt":"2027-12-07T21:00:00Z","slot":"21:00","pain":{"prague":32,"vancouver":0,"new-york":0,"natal":4,"lagos":32,"london":16,"helsinki":64,"kolkata":128,"tokyo":16,"auckland":0}}],"totals":{"prague":160,"vancouver":672,"new-york":42,"natal":34,"lagos":160,"london":80,"helsinki":320,"kolkata":640,"tokyo":164,"auckland":704},"worst":704,"sum":2976,"optimal":true}', '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "AgendaTopic" VALUES (1, 1, 1, 'Dark mode for the docs', '', 5, 'post/discourse/26/0@21', '2026-11-16T10:00:00.000+00:00', NULL);
INSERT INTO "Attendance" VALUES (1, 14, 5, '2026-11-29T10:00:00.000+00:00', 1);
INSERT INTO "ActionItem" VALUES (1, 1, 2, 14, 'Write to the translators', 1, NULL, NULL, '2026-11-29T10:00:00.000+00:00');
INSERT INTO "Watch" VALUES (1, '8gGrjc_HVCRfIczU', 1, 'docs-group/handbook docs', '{"repositories":["docs-group/handbook"],"anyOf":["docs"],"allOf":[],"noneOf":[],"paths":[],"hasDrafts":true,"minAgeDays":0,"translations":[],"issues":[],"sections":[],"top":5,"unchanged":"line"}', 'every other monday from 2026-11-23 09:00 Europe/Prague', '2026-12-07T08:00:00.000+00:00', NULL, 0, '[]', 'each', '2026-11-27T10:26:59.105+00:00');
INSERT INTO "DigestRun" VALUES (1, 'f3mwkD0X8S_L4_GN', 1, 1, NULL, '2026-11-23T08:00:00.000+00:00', '{"repositories":["docs-group/handbook"],"anyOf":["docs"],"allOf":[],"noneOf":[],"paths":[],"hasDrafts":true,"minAgeDays":0,"translations":[],"issues":[],"sections":[],"top":5,"unchanged":"line"}', '{"allOf":[],"anyOf":["docs"],"hasDrafts":true,"minAgeDays":0,"noneOf":[],"paths":[],"repositories":["docs-group/handbook"],"translations":[]}', 'read', 1, '2026-11-23T08:00:00.000+00:00', NULL, '{"generatedAt":"2026-11-23T08:00:00.000Z","isPublic":true,"since":"2026-11-16T08:00:00.000Z","totals":{"open":20,"opened":0,"merged":0,"closed":0},"sections":[{"name":"ready to merge","prs":[{"repo":"docs-group/handbook","number":10,"title":"Fix a typo in the tutorial in pathlib (10)","url":"https://github.com/docs-group/handbook/pull/10","author":"author-27","waitingOn":"merger","who":[],"since":"2025-09-08T09:53:03.000Z","why":"approved by core-19","createdAt":"2025-09-04T09:53:03.000Z","humanAt":"2025-09-08T09:53:03.000Z","size":"XL","isFirstTimer":false,"labels":["docs","awaiting merge"]},{"repo":"docs-group/handbook","number":12,"title":"Clarify the glossary entry in typing (12)","url":"https://github.com/docs-group/handbook/pull/12","author":"author-1","waitingOn":"merger","who":[],"since":"2026-08-31T12:32:57.000Z","why":"approved by core-13","createdAt":"2026-08-27T12:32:57.000Z","humanAt":"2026-08-31T12:32:57.000Z","size":"XL","isFirstTimer":false,"labels":["docs","awaiting merge"]}]},{"name":"waiting for a first review","prs":[]},{"name":"waiting for another review","prs":[]},{"name":"waiting on the author","prs":[]},{"name":"waiting for a decision","prs":[]},{"name":"waiting for checks","prs":[]},{"name":"stuck","prs":[{"repo":"docs-group/handbook","number":11,"title":"Clarify the deprecation in What’s New (11)","url":"https://github.com/docs-group/handbook/pull/11","author":"author-72","waitingOn":"reviewer","who":["core-4"],"since":"2024-12-22T15:42:44.000Z","why":"changed since it was approved","createdAt":"2024-12-16T15:42:44.000Z","humanAt":"2024-12-22T15:42:44.000Z","size":"XL","isFirstTimer":false,"labels":["docs"]},{"repo":"docs-group/handbook","number":17,"title":"Clarify the return value in What’s New (17)","url":"https://github.com/docs-group/handbook/pull/17","author":"author-52","waitingOn":"reviewer","who":[],"since":"2025-04-08T04:33:40.000Z","why":"changes made, review wanted","createdAt":"2025-04-08T04:33:40.000Z","humanAt":"2025-04-10T04:33:40.000Z","size":"M","isFirstTimer":false,"labels":["docs","awaiting change review"]},{"repo":"docs-group/handbook","number":19,"title":"Add an example for the tutorial in asyncio (19)","url":"https://github.com/docs-group/handbook/pull/19","author":"author-78","waitingOn":"reviewer","who":[],"since":"2025-05-21T11:15:57.000Z","why":"no review yet","createdAt":"2025-05-21T11:15:57.000Z","humanAt":"2025-05-21T11:15:57.000Z","size":"XL","isFirstTimer":false,"labels":["docs"]},{"repo":"docs-group/handbook","number":16,"title":"Correct the return value in What’s New (16)","url":"https://github.com/docs-group/handbook/pull/16","author":"author-59","waitingOn":"reviewer","who":[],"since":"2025-07-13T20:05:09.000Z","why":"a core review wanted","createdAt":"2025-07-13T20:05:09.000Z","humanAt":"2025-07-13T20:05:09.000Z","size":"XL","isFirstTimer":false,"labels":["docs","awaiting core review"]},{"repo":"docs-group/handbook","number":13,"title":"Rewrite the glossary entry in pathlib (13)","url":"https://github.com/docs-group/handbook/pull/13","author":"author-79","waitingOn":"reviewer","who":[],"since":"2025-08-29T04:37:21.000Z","why":"a review wanted","createdAt":"2025-08-29T04:37:21.000Z","humanAt":"2025-08-29T04:37:21.000Z","size":"XL","isFirstTimer":false,"labels":["docs","awaiting review"]},{"repo":"docs-group/handbook","number":8,"title":"Clarify the tutorial in the C API (8)","url":"https://github.com/docs-group/handbook/pull/8","author":"author-80","waitingOn":"author","who":["author-80"],"since":"2025-09-07T10:23:25.000Z","why":"checks failed","createdAt":"2025-09-07T10:23:25.000Z","humanAt":"2025-09-07T10:23:25.000Z","size":"M","isFirstTimer":false,"labels":["docs"]},{"repo":"docs-group/handbook","number":9,"title":"Add an example for the default in unittest.mock (9)","url":"https://github.com/docs-group/handbook/pull/9","author":"author-79","waitingOn":"ci","who":[],"since":"2025-09-15T16:14:11.000Z","why":"checks are running","createdAt":"2025-09-15T16:14:11.000Z","humanAt":"2025-09-15T16:14:11.000Z","size":"L","isFirstTimer":false,"labels":["docs"]},{"repo":"docs-group/handbook","number":6,"title":"Document the deprecation in the C API (6)","url":"https://github.com/docs-group/handbook/pull/6","author":"author-85","waitingOn":"reviewer","who":["core-3"],"since":"2025-09-23T21:57:37.000Z","why":"the author answered","createdAt":"2025-09-18T21:57:37.000Z","humanAt":"2025-09-23T21:57:37.000Z","size":"XL","isFirstTimer":false,"labels":["docs"]},{"repo":"docs-group/handbook","number":14,"title":"Correct the index in asyncio (14)","url":"https://github.com/docs-group/handbook/pull/14","author":"author-77","waitingOn":"reviewer","who":["core-3"],"since":"2025-10-30T02:28:19.000Z","why":"review requested","createdAt":"2025-10-29T02:28:19.000Z","humanAt":"2025-10-30T02:28:19.000Z","size":"L","isFirstTimer":false,"labels":["docs"]},{"repo":"docs-group/handbook","number":20,"title":"Rewrite the return value in asyncio (20)","url":"https://github.com/docs-group/handbook/pull/20","author":"newcomer-19","waitingOn":"reviewer","who":[],"since":"2025-11-06T06:34:10.000Z","why":"a review wanted","createdAt":"2025-11-06T06:34:10.000Z","humanAt":"2025-11-06T06:34:10.000Z","size":"M","isFirstTimer":true,"labels":["docs","awaiting review"]},{"repo":"docs-group/handbook","number":15,"title":"Clarify the index in What’s New (15)","url":"https://github.com/docs-group/handbook/pull/15","author":"author-13","waitingOn":"reviewer","who":["team docs-team"],"since":"2026-01-22T16:00:51.000Z","why":"review requested","createdAt":"2026-01-21T16:00:51.000Z","humanAt":"2026-01-22T16:00:51.000Z","size":"L","isFirstTimer":false,"labels":["docs"]},{"repo":"docs-group/handbook","number":5,"title":"Clarify the default in asyncio (5)","url":"https://github.com/docs-group/handbook/pull/5","author":"author-67","waitingOn":"author","who":["author-67"],"since":"2026-03-09T20:33:21.000Z","why":"changes requested","createdAt":"2026-03-06T20:33:21.000Z","humanAt":"2026-03-09T20:33:21.000Z","size":"XL","isFirstTimer":false,"labels":["docs","awaiting changes"]},{"repo":"docs-group/handbook","number":4,"title":"Clarify the default in typing (4)","url":"https://github.com/docs-group/handbook/pull/4","author":"author-80","waitingOn":"author","who":["author-80"],"since":"2026-07-10T13:59:00.000Z","why":"has conflicts","createdAt":"2026-07-10T13:59:00.000Z","humanAt":"2026-07-10T13:59:00.000Z","size":"XL","isFirstTimer":false,"labels":["docs"]},{"repo":"docs-group/handbook","number":7,"title":"Document the index in the C API (7)","url":"https://github.com/docs-group/handbook/pull/7","author":"author-90","waitingOn":"author","who":["author-90"],"since":"2026-07-23T15:58:55.000Z","why":"changes requested","createdAt":"2026-07-23T15:58:55.000Z","humanAt":"2026-07-25T15:58:55.000Z","size":"XL","isFirstTimer":false,"labels":["docs","awaiting changes"]},{"repo":"docs-group/handbook","number":18,"title":"Document the default in the C API (18)","url":"https://github.com/docs-group/handbook/pull/18","author":"author-66","waitingOn":"reviewer","who":[],"since":"2026-08-28T19:36:53.000Z","why":"reviewed, not decided","createdAt":"2026-08-28T19:36:53.000Z","humanAt":"2026-08-30T19:36:53.000Z","size":"M","isFirstTimer":false,"labels":["docs"]}]},{"name":"translations","prs":[]},{"name":"not ready","prs":[{"repo":"docs-group/handbook","number":2,"title":"Rewrite the default in pathlib (2)","url":"https://github.com/docs-group/handbook/pull/2","author":"author-33","waitingOn":"nobody","who":[],"since":"2025-08-27T11:53:27.000Z","why":"labelled DO-NOT-MERGE","createdAt":"2025-08-27T11:53:27.000Z","humanAt":"2025-08-27T11:53:27.000Z","size":"XL","isFirstTimer":false,"labels":["docs","DO-NOT-MERGE"]},{"repo":"docs-group/handbook","number":3,"title":"Fix a typo in the default in asyncio (3)","url":"https://github.com/docs-group/handbook/pull/3","author":"author-71","waitingOn":"nobody","who":[],"since":"2026-03-10T06:45:56.000Z","why":"labelled blocked","createdAt":"2026-03-10T06:45:56.000Z","humanAt":"2026-03-10T06:45:56.000Z","size":"M","isFirstTimer":false,"labels":["docs","blocked"]},{"repo":"docs-group/handbook","number":1,"title":"Correct the glossary entry in typing (1)","url":"https://github.com/docs-group/handbook/pull/1","author":"author-37","waitingOn":"author","who":["author-37"],"since":"2026-10-21T08:30:46.000Z","why":"a draft","createdAt":"2026-10-20T08:30:46.000Z","humanAt":"2026-10-21T08:30:46.000Z","size":"L","isFirstTimer":false,"labels":["docs"]}]},{"name":"by bots","prs":[]}],"ended":[],"issues":{"total":8,"issues":[{"repo":"docs-group/handbook","number":48,"title":"Restructure the whole handbook","url":"https://github.com/docs-group/handbook/issues/48","author":"octocat","createdAt":"2024-12-16T10:00:00.000Z","labels":["docs"]},{"repo":"docs-group/handbook","number":46,"title":"Dark theme: code is hard to read","url":"https://github.com/docs-group/handbook/issues/46","author":"octocat","createdAt":"2026-08-18T10:00:00.000Z","labels":["docs","theme"]},{"repo":"docs-group/handbook","number":44,"title":"Explain how reviews work","url":"https://github.com/docs-group/handbook/issues/44","author":"octocat","createdAt":"2026-10-27T10:00:00.000Z","labels":["docs","easy"]},{"repo":"docs-group/handbook","number":45,"title":"Polish: two terms for one thing","url":"https://github.com/docs-group/handbook/issues/45","author":"octocat","createdAt":"2026-11-04T10:00:00.000Z","labels":["docs","translation"]},{"repo":"docs-group/handbook","number":43,"title":"Add an example to the page about editors","url":"https://github.com/docs-group/handbook/issues/43","author":"octocat","createdAt":"2026-11-07T10:00:00.000Z","labels":["docs","easy"]},{"repo":"docs-group/handbook","number":42,"title":"The link to the style guide leads nowhere","url":"https://github.com/docs-group/handbook/issues/42","author":"octocat","createdAt":"2026-11-11T10:00:00.000Z","labels":["docs","easy"]},{"repo":"docs-group/handbook","number":41,"title":"Typo in the page about installation","url":"https://github.com/docs-group/handbook/issues/41","author":"octocat","createdAt":"2026-11-14T10:00:00.000Z","labels":["docs","easy"]},{"repo":"docs-group/handbook","number":47,"title":"Which version does this page speak of?","url":"https://github.com/docs-group/handbook/issues/47","author":"octocat","createdAt":"2026-11-15T10:00:00.000Z","labels":["docs"]}]},"missing":[],"cost":{"requests":2,"points":2}}', '2026-11-23T08:00:00.000+00:00', 1, 20, 0, 0, 0);
INSERT INTO "KnownPull" VALUES (1, 1, 'docs-group/handbook', 'PR_47', '{"id":"PR_47","repo":"docs-group/handbook","number":11,"title":"Clarify the deprecation in What’s New (11)","url":"https://github.com/docs-group/handbook/pull/11","author":"author-72","isFirstTimer":false,"createdAt":"2024-12-16T15:42:44.000Z","updatedAt":"2026-11-14T10:00:00.000Z","isDraft":false,"labels":["docs"],"head":"3b3841ce68f8c4522c3dba7df749cc73cb666ca7","lines":13375,"fileCount":125,"mergeable":"mergeable","decision":"approved","checks":"passed","details":{"reviews":[{"by":"core-4","state":"approved","at":"2024-12-20T15:42:44.000Z","commit":"1ae1217b33fc4d3c3a1a4549a94b7518ad41da26"}],"requested":[],"events":[{"kind":"commit","by":"author-72","isBot":false,"at":"2024-12-16T15:42:44.000Z","commit":"1ae1217b33fc4d3c3a1a4549a94b7518ad41da26"},{"kind":"labeled","by":"author-72","isBot":false,"at":"2024-12-16T15:42:44.000Z","label":"docs"},{"kind":"review","by":"core-4","isBot":false,"at":"2024-12-20T15:42:44.000Z","commit":"1ae1217b33fc4d3c3a1a4549a94b7518ad41da26"},{"kind":"commit","by":"author-72","isBot":false,"at":"2024-12-22T15:42:44.000Z","commit":"3b3841ce68f8c4522c3dba7df749cc73cb666ca7"}],"workflows":"free","files":["Doc/tutorial/part-68000.rst","locale/pl/LC_MESSAGES/page-321001.po","Lib/module_356002.py","locale/pl/LC_MESSAGES/page-367003.po","Doc/tutorial/part-75004.rst","locale/pl/LC_MESSAGES/page-87005.po","Doc/howto/how-212006.rst","locale/pl/LC_MESSAGES/page-235007.po","Doc/library/module-9008.rst","Doc/library/module-387009.rst","Doc/howto/how-301010.rst","locale/pl/LC_MESSAGES/page-296011.po","Doc/tutorial/part-393012.rst","Doc/tutorial/part-151013.rst","locale/pl/LC_MESSAGES/page-164014.po","Doc/library/module-205015.rst","Lib/module_73016.py","Doc/tutorial/part-125017.rst","Doc/library/module-310018.rst","Lib/module_94019.py","Doc/tutorial/part-84020.rst","Doc/tutorial/part-242021.rst","Doc/tutorial/part-173022.rst","Lib/module_219023.py","locale/pl/LC_MESSAGES/page-317024.po","Misc/357025EWS.d/next/Documentation/N.rst","Doc/howto/how-128026.rst","locale/pl/LC_MESSAGES/page-246027.po","Lib/module_300028.py","Doc/howto/how-300029.rst","locale/pl/LC_MESSAGES/page-288030.po","Doc/library/module-98031.rst","Doc/tutorial/part-47032.rst","Doc/tutorial/part-73033.rst","Doc/howto/how-169034.rst","locale/pl/LC_MESSAGES/page-160035.po","Doc/library/module-284036.rst","Doc/tutorial/part-191037.rst","Doc/library/module-43038.rst","Misc/58039EWS.d/next/Documentation/N.rst","Doc/howto/how-177040.rst","Doc/tutorial/part-308041.rst","Doc/library/module-104042.rst","Lib/module_67043.py","Doc/library/module-215044.rst","Doc/tutorial/part-289045.rst","Doc/howto/how-144046.rst","Misc/346047EWS.d/next/Documentation/N.rst","Doc/tutorial/part-219048.rst","Doc/howto/how-146049.rst","Misc/5050EWS.d/next/Documentation/N.rst","Lib/module_191051.py","Doc/tutorial/part-87052.rst","Misc/182053EWS.d/next/Documentation/N.rst","Misc/46054EWS.d/next/Documentation/N.rst","Doc/tutorial/part-56055.rst","Misc/198056EWS.d/next/Documentation/N.rst","Misc/116057EWS.d/next/Documentation/N.rst","Doc/tutorial/part-22058.rst","Doc/tutorial/part-16059.rst","locale/pl/LC_MESSAGES/page-59060.po","Lib/module_185061.py","Doc/library/module-303062.rst","Doc/howto/how-12063.rst","Doc/howto/how-219064.rst","Misc/105065EWS.d/next/Documentation/N.rst","Doc/library/module-353066.rst","locale/pl/LC_MESSAGES/page-354067.po","Misc/165068EWS.d/next/Documentation/N.rst","Doc/howto/how-215069.rst","Misc/312070EWS.d/next/Documentation/N.rst","Doc/library/module-235071.rst","Doc/library/module-381072.rst","Doc/library/module-263073.rst","locale/pl/LC_MESSAGES/page-215074.po","Doc/library/module-49075.rst","Doc/howto/how-367076.rst","Lib/module_62077.py","Doc/howto/how-19078.rst","Misc/119079EWS.d/next/Documentation/N.rst","locale/pl/LC_MESSAGES/page-110080.po","Doc/howto/how-1081.rst","locale/pl/LC_MESSAGES/page-289082.po","Doc/howto/how-358083.rst","locale/pl/LC_MESSAGES/page-119084.po","Doc/tutorial/part-124085.rst","Doc/library/module-260086.rst","locale/pl/LC_MESSAGES/page-158087.po","Misc/170088EWS.d/next/Documentation/N.rst","Lib/module_265089.py","Doc/howto/how-324090.rst","Doc/howto/how-337091.rst","Lib/module_347092.py","Misc/173093EWS.d/next/Documentation/N.rst","Doc/library/module-215094.rst","Doc/howto/how-288095.rst","Doc/tutorial/part-388096.rst","Doc/howto/how-30097.rst","locale/pl/LC_MESSAGES/page-119098.po","locale/pl/LC_MESSAGES/page-289099.po"]}}');
INSERT INTO "KnownPull" VALUES (2, 1, 'docs-group/handbook', 'PR_76', '{"id":"PR_76","repo":"docs-group/handbook","number":17,"title":"Clarify the return value in What’s New (17)","url":"https://github.com/docs-group/handbook/pull/17","author":"author-52","isFirstTimer":false,"createdAt":"2025-04-08T04:33:40.000Z","updatedAt":"2025-04-10T04:33:40.000Z","isDraft":false,"labels":["docs","awaiting change review"],"head":"697f1167a641f1cbec840b0b9323438ddb30cfd4","lines":33,"fileCount":1,"mergeable":"mergeable","decision":"review-required","checks":"passed","details":{"reviews":[],"requested":[],"events":[{"kind":"commit","by":"author-52","isBot":false,"at":"2025-04-08T04:33:40.000Z","commit":"697f1167a641f1cbec840b0b9323438ddb30cfd4"},{"kind":"labeled","by":"author-52","isBot":false,"at":"2025-04-08T04:33:40.000Z","label":"docs"},{"kind":"labeled","by":"author-52","isBot":false,"at":"2025-04-08T04:33:40.000Z","label":"awaiting change review"},{"kind":"comment","by":"core-5","isBot":false,"at":"2025-04-10T04:33:40.000Z"}],"workflows":"free","files":["Doc/howto/how-121000.rst"]}}');
INSERT INTO "KnownPull" VALUES (3, 1, 'docs-group/handbook', 'PR_86', '{"id":"PR_86","repo":"docs-group/handbook","number":19,"title":"Add an example for the tutorial in asyncio (19)","url":"https://github.com/docs-group/handbook/pull/19","author":"author-78","isFirstTimer":false,"createdAt":"2025-05-21T11:15:57.000Z","updatedAt":"2025-05-21T11:15:57.000Z","isDraft":false,"labels":["docs"],"head":"7c8f0ba274b36d25b4757ce5e8527e1dd7ca295c","lines":932,"fileCount":2,"mergeable":"unknown","decision":"review-required","checks":"passed","details":{"reviews":[],"requested":[],"events":[{"kind":"commit","by":"author-78","isBot":false,"at":"2025-05-21T11:15:57.000Z","commit":"7c8f0ba274b36d25b4757ce5e8527e1dd7ca295c"},{"kind":"labeled","by":"author-78","isBot":false,"at":"2025-05-21T11:15:57.000Z","label":"docs"}],"workflows":"free","files":["locale/pl/LC_MESSAGES/page-316000.po","locale/pl/LC_MESSAGES/page-230001.po"]}}');
INSERT INTO "KnownPull" VALUES (4, 1, 'docs-group/handbook', 'PR_71', '{"id":"PR_71","repo":"docs-group/handbook","number":16,"title":"Correct the return value in What’s New (16)","url":"https://github.com/docs-group/handbook/pull/16","author":"author-59","isFirstTimer":false,"createdAt":"2025-07-13T20:05:09.000Z","updatedAt":"2026-11-14T10:00:00.000Z","isDraft":false,"labels":["docs","awaiting core review"],"head":"e48ba677e618ec3ff40302f5d159a5d06c7879e4","lines":980,"fileCount":1,"mergeable":"mergeable","decision":"review-required","checks":"passed","details":{"reviews":[],"requested":[],"events":[{"kind":"commit","by":"author-59","isBot":false,"at":"2025-07-13T20:05:09.000Z","commit":"e48ba677e618ec3ff40302f5d159a5d06c7879e4"},{"kind":"labeled","by":"author-59","isBot":false,"at":"2025-07-13T20:05:09.000Z","label":"docs"},{"kind":"labeled","by":"author-59","isBot":false,"at":"2025-07-13T20:05:09.000Z","label":"awaiting core review"},{"kind":"comment","by":"stale-bot","isBot":true,"at":"2025-07-28T20:05:09.000Z"}],"workflows":"free","files":["Doc/library/module-68000.rst"]}}');
INSERT INTO "KnownPull" VALUES (5, 1, 'docs-group/handbook', 'PR_6', '{"id":"PR_6","repo":"docs-group/handbook","number":2,"title":"Rewrite the default in pathlib (2)","url":"https://github.com/docs-group/handbook/pull/2","author":"author-33","isFirstTimer":false,"createdAt":"2025-08-27T11:53:27.000Z","updatedAt":"2025-08-27T11:53:27.000Z","isDraft":false,"labels":["docs","DO-NOT-MERGE"],"head":"41fa12ad214ae6d85d942b272bc0ee5c55fbe609","lines":7413,"fileCount":103,"mergeable":"mergeable","decision":"review-required","checks":"passed","details":{"reviews":[],"requested":[],"events":[{"kind":"commit","by":"author-33","isBot":false,"at":"2025-08-27T11:53:27.000Z","commit":"41fa12ad214ae6d85d942b272bc0ee5c55fbe609"},{"kind":"labeled","by":"author-33","isBot":false,"at":"2025-08-27T11:53:27.000Z","label":"docs"},{"kind":"labeled","by":"author-33","isBot":false,"at":"2025-08-27T11:53:27.000Z","label":"DO-NOT-MERGE"}],"workflows":"free","files":["Lib/module_148000.py","Lib/module_133001.py","Doc/tutorial/part-77002.rst","Misc/220003EWS.d/next/Documentation/N.rst","locale/pl/LC_MESSAGES/page-260004.po","Misc/388005EWS.d/next/Documentation/N.rst","Doc/tutorial/part-290006.rst","Lib/module_172007.py","Doc/tutorial/part-4008.rst","Doc/library/module-248009.rst","Misc/260010EWS.d/next/Documentation/N.rst","Misc/203011EWS.d/next/Documentation/N.rst","Lib/module_345012.py","Lib/module_383013.py","Misc/76014EWS.d/next/Documentation/N.rst","Doc/tutorial/part-176015.rst","Doc/library/module-43016.rst","Doc/howto/how-200017.rst","Lib/module_321018.py","Doc/tutorial/part-211019.rst","Lib/module_310020.py","Doc/howto/how-191021.rst","Doc/howto/how-136022.rst","Misc/337023EWS.d/next/Documentation/N.rst","locale/pl/LC_MESSAGES/page-263024.po","Misc/154025EWS.d/next/Documentation/N.rst","Misc/127026EWS.d/next/Documentation/N.rst","Lib/module_332027.py","locale/pl/LC_MESSAGES/page-157028.po","locale/pl/LC_MESSAGES/page-238029.po","Lib/module_186030.py","Doc/library/module-41031.rst","Misc/213032EWS.d/next/Documentation/N.rst","Lib/module_319033.py","Doc/library/module-67034.rst","Doc/tutorial/part-236035.rst","Doc/howto/how-392036.rst","Lib/module_109037.py","locale/pl/LC_MESSAGES/page-68038.po","Doc/library/module-73039.rst","locale/pl/LC_MESSAGES/page-129040.po","Doc/tutorial/part-208041.rst","Doc/library/module-297042.rst","Doc/library/module-14043.rst","Lib/module_69044.py","Misc/28045EWS.d/next/Documentation/N.rst","Doc/tutorial/part-63046.rst","Misc/310047EWS.d/next/Documentation/N.rst","Lib/module_124048.py","Doc/howto/how-240049.rst","Lib/module_208050.py","locale/pl/LC_MESSAGES/page-217051.po","Misc/285052EWS.d/next/Documentation/N.rst","Doc/library/module-306053.rst","Misc/400054EWS.d/next/Documentation/N.rst","Doc/tutorial/part-18055.rst","Doc/howto/how-266056.rst","locale/pl/LC_MESSAGES/page-279057.po","locale/pl/LC_MESSAGES/page-182058.po","Lib/module_211059.py","Lib/module_306060.py","locale/pl/LC_MESSAGES/page-61061.po","Doc/library/module-299062.rst","Doc/tutorial/part-281063.rst","Misc/38064EWS.d/next/Documentation/N.rst","Lib/module_2065.py","Doc/howto/how-309066.rst","locale/pl/LC_MESSAGES/page-296067.po","Doc/howto/how-91068.rst","Doc/howto/how-374069.rst","Doc/library/module-79070.rst","Doc/howto/how-148071.rst","Doc/tutorial/part-18072.rst","Lib/module_395073.py","Lib/module_375074.py","Lib/module_137075.py","Doc/tutorial/part-184076.rst","locale/pl/LC_MESSAGES/page-193077.po","Lib/module_294078.py","Misc/365079EWS.d/next/Documentation/N.rst","Misc/319080EWS.d/next/Documentation/N.rst","Misc/294081EWS.d/next/Documentation/N.rst","Lib/module_249082.py","Doc/tutorial/part-163083.rst","Misc/397084EWS.d/next/Documentation/N.rst","Doc/howto/how-218085.rst","Doc/library/module-78086.rst","locale/pl/LC_MESSAGES/page-139087.po","locale/pl/LC_MESSAGES/page-41088.po","Doc/tutorial/part-322089.rst","locale/pl/LC_MESSAGES/page-91090.po","Doc/howto/how-276091.rst","Doc/howto/how-35092.rst","Doc/library/module-103093.rst","Doc/library/module-308094.rst","Doc/howto/how-22095.rst","Lib/module_272096.py","locale/pl/LC_MESSAGES/page-116097.po","Doc/howto/how-249098.rst","Misc/331099EWS.d/next/Documentation/N.rst"]}}');
INSERT INTO "KnownPull" VALUES (6, 1, 'docs-group/handbook', 'PR_59', '{"id":"PR_59","repo":"docs-group/handbook","number":13,"title":"Rewrite the glossary entry in pathlib (13)","url":"https://github.com/docs-group/handbook/pull/13","author":"author-79","isFirstTimer":false,"createdAt":"2025-08-29T04:37:21.000Z","updatedAt":"2025-08-29T04:37:21.000Z","isDraft":false,"labels":["docs","awaiting review"],"head":"555bb5449810a51dca2d40396c3f286a583d837e","lines":521,"fileCount":4,"mergeable":"mergeable","decision":"review-required","checks":"passed","details":{"reviews":[],"requested":[],"events":[{"kind":"commit","by":"author-79","isBot":false,"at":"2025-08-29T04:37:21.000Z","commit":"555bb5449810a51dca2d40396c3f286a583d837e"},{"kind":"labeled","by":"author-79","isBot":false,"at":"2025-08-29T04:37:21.000Z","label":"docs"},{"kind":"labeled","by":"author-79","isBot":false,"at":"2025-08-29T04:37:21.000Z","label":"awaiting review"}],"workflows":"free","files":["Lib/module_235000.py","Doc/tutorial/part-192001.rst","Doc/library/module-7002.rst","Doc/tutorial/part-84003.rst"]}}');
INSERT INTO "KnownPull" VALUES (7, 1, 'docs-group/handbook', 'PR_41', '{"id":"PR_41","repo":"docs-group/handbook","number":10,"title":"Fix a typo in the tutorial in pathlib (10)","url":"https://github.com/docs-group/handbook/pull/10","author":"author-27","isFirstTimer":false,"createdAt":"2025-09-04T09:53:03.000Z","updatedAt":"2025-09-08T09:53:03.000Z","isDraft":false,"labels":["docs","awaiting merge"],"head":"602aaccb880e43197821bcdfaf4b29972cd749b5","lines":770,"fileCount":4,"mergeable":"mergeable","decision":"approved","checks":"passed","details":{"reviews":[{"by":"core-19","state":"approved","at":"2025-09-08T09:53:03.000Z","commit":"602aaccb880e43197821bcdfaf4b29972cd749b5"}],"requested":[],"events":[{"kind":"commit","by":"author-27","isBot":false,"at":"2025-09-04T09:53:03.000Z","commit":"602aaccb880e43197821bcdfaf4b29972cd749b5"},{"kind":"labeled","by":"author-27","isBot":false,"at":"2025-09-04T09:53:03.000Z","label":"docs"},{"kind":"labeled","by":"author-27","isBot":false,"at":"2025-09-04T09:53:03.000Z","label":"awaiting merge"},{"kind":"review","by":"core-19","isBot":false,"at":"2025-09-08T09:53:03.000Z","commit":"602aaccb880e43197821bcdfaf4b29972cd749b5"}],"workflows":"free","files":["locale/pl/LC_MESSAGES/page-55000.po","Doc/howto/how-287001.rst","Misc/214002EWS.d/next/Documentation/N.rst","Doc/tutorial/part-383003.rst"]}}');
INSERT INTO "KnownPull" VALUES (8, 1, 'docs-group/handbook', 'PR_35', '{"id":"PR_35","repo":"docs-group/handbook","number":8,"title":"Clarify the tutorial in the C API (8)","url":"https://github.com/docs-group/handbook/pull/8","author":"author-80","isFirstTimer":false,"createdAt":"2025-09-07T10:23:25.000Z","updatedAt":"2025-09-07T10:23:25.000Z","isDraft":false,"labels":["docs"],"head":"fa186b420b63c6a3a40cf9242e75da73079bf711","lines":40,"fileCount":1,"mergeable":"mergeable","decision":"review-required","checks":"failed","details":{"reviews":[],"requested":[],"events":[{"kind":"commit","by":"author-80","isBot":false,"at":"2025-09-07T10:23:25.000Z","commit":"fa186b420b63c6a3a40cf9242e75da73079bf711"},{"kind":"labeled","by":"author-80","isBot":false,"at":"2025-09-07T10:23:25.000Z","label":"docs"}],"workflows":"free","files":["Misc/304000EWS.d/next/Documentation/N.rst"]}}');
INSERT INTO "KnownPull" VALUES (9, 1, 'docs-group/handbook', 'PR_38', '{"id":"PR_38","repo":"docs-group/handbook","number":9,"title":"Add an example for the default in unittest.mock (9)","url":"https://github.com/docs-group/handbook/pull/9","author":"author-79","isFirstTimer":false,"createdAt":"2025-09-15T16:14:11.000Z","updatedAt":"2025-09-15T16:14:11.000Z","isDraft":false,"labels":["docs"],"head":"4b94e3f766175feeb16950c55957565cd94b6a03","lines":197,"fileCount":5,"mergeable":"mergeable","decision":"review-required","checks":"pending","details":{"reviews":[],"requested":[],"events":[{"kind":"commit","by":"author-79","isBot":false,"at":"2025-09-15T16:14:11.000Z","commit":"4b94e3f766175feeb16950c55957565cd94b6a03"},{"kind":"labeled","by":"author-79","isBot":false,"at":"2025-09-15T16:14:11.000Z","label":"docs"}],"workflows":"free","files":["Misc/180000EWS.d/next/Documentation/N.rst","Doc/howto/how-207001.rst","Doc/howto/how-215002.rst","Lib/module_181003.py","Doc/tutorial/part-351004.rst"]}}');
INSERT INTO "KnownPull" VALUES (10, 1, 'docs-group/handbook', 'PR_24', '{"id":"PR_24","repo":"docs-group/handbook","number":6,"title":"Document the deprecation in the C API (6)","url":"https://github.com/docs-group/handbook/pull/6","author":"author-85","isFirstTimer":false,"createdAt":"2025-09-18T21:57:37.000Z","updatedAt":"2026-11-14T10:00:00.000Z","isDraft":false,"labels":["docs"],"head":"c9f7bc3ff04f4212c21bb262681ed4594af5afbe","lines":550,"fileCount":5,"mergeable":"mergeable","decision":"changes-requested","checks":"passed","details":{"reviews":[{"by":"core-3","state":"changes-requested","at":"2025-09-21T21:57:37.000Z","commit":"e72de10824c1e1c9e910e26270233d1f92cad3c6"}],"requested":[],"events":[{"kind":"commit","by":"author-85","isBot":false,"at":"2025-09-18T21:57:37.000Z","commit":"e72de10824c1e1c9e910e26270233d1f92cad3c6"},{"kind":"labeled","by":"author-85","isBot":false,"at":"2025-09-18T21:57:37.000Z","label":"docs"},{"kind":"review","by":"core-3","isBot":false,"at":"2025-09-21T21:57:37.000Z","commit":"e72de10824c1e1c9e910e26270233d1f92cad3c6"},{"kind":"commit","by":"author-85","isBot":false,"at":"2025-09-23T21:57:37.000Z","commit":"c9f7bc3ff04f4212c21bb262681ed4594af5afbe"}],"workflows":"free","files":["Doc/howto/how-226000.rst","locale/pl/LC_MESSAGES/page-290001.po","locale/pl/LC_MESSAGES/page-151002.po","Doc/howto/how-80003.rst","locale/pl/LC_MESSAGES/page-283004.po"]}}');
INSERT INTO "KnownPull" VALUES (11, 1, 'docs-group/handbook', 'PR_63', '{"id":"PR_63","repo":"docs-group/handbook","number":14,"title":"Correct the index in asyncio (14)","url":"https://github.com/docs-group/handbook/pull/14","author":"author-77","isFirstTimer":false,"createdAt":"2025-10-29T02:28:19.000Z","updatedAt":"2025-10-30T02:28:19.000Z","isDraft":false,"labels":["docs"],"head":"0eeb9b58a5ea072ef8d50c4882fbf306f4d7c1a4","lines":439,"fileCount":4,"mergeable":"mergeable","decision":"review-required","checks":"passed","details":{"reviews":[],"requested":["core-3"],"events":[{"kind":"commit","by":"author-77","isBot":false,"at":"2025-10-29T02:28:19.000Z","commit":"0eeb9b58a5ea072ef8d50c4882fbf306f4d7c1a4"},{"kind":"labeled","by":"author-77","isBot":false,"at":"2025-10-29T02:28:19.000Z","label":"docs"},{"kind":"review-requested","by":"author-77","isBot":false,"at":"2025-10-30T02:28:19.000Z"}],"workflows":"free","files":["Doc/tutorial/part-198000.rst","locale/pl/LC_MESSAGES/page-5001.po","Misc/295002EWS.d/next/Documentation/N.rst","Doc/howto/how-12003.rst"]}}');
INSERT INTO "KnownPull" VALUES (12, 1, 'docs-group/handbook', 'PR_89', '{"id":"PR_89","repo":"docs-group/handbook","number":20,"title":"Rewrite the return value in asyncio (20)","url":"https://github.com/docs-group/handbook/pull/20","author":"newcomer-19","isFirstTimer":true,"createdAt":"2025-11-06T06:34:10.000Z","updatedAt":"2025-11-06T06:34:10.000Z","isDraft":false,"labels":["docs","awaiting review"],"head":"78fb0f3dc4c42093fb2fea84d2a69c2b6315d3cb","lines":62,"fileCount":2,"mergeable":"mergeable","decision":"review-required","checks":"passed","details":{"reviews":[],"requested":[],"events":[{"kind":"commit","by":"newcomer-19","isBot":false,"at":"2025-11-06T06:34:10.000Z","commit":"78fb0f3dc4c42093fb2fea84d2a69c2b6315d3cb"},{"kind":"labeled","by":"newcomer-19","isBot":false,"at":"2025-11-06T06:34:10.000Z","label":"docs"},{"kind":"labeled","by":"newcomer-19","isBot":false,"at":"2025-11-06T06:34:10.000Z","label":"awaiting review"}],"workflows":"free","files":["Misc/54000EWS.d/next/Documentation/N.rst","Misc/272001EWS.d/next/Documentation/N.rst"]}}');
INSERT INTO "KnownPull" VALUES (13, 1, 'docs-group/handbook', 'PR_67', '{"id":"PR_67","repo":"docs-group/handbook","number":15,"title":"Clarify the index in What’s New (15)","url":"https://github.com/docs-group/handbook/pull/15","author":"author-13","isFirstTimer":false,"createdAt":"2026-01-21T16:00:51.000Z","updatedAt":"2026-01-22T16:00:51.000Z","isDraft":false,"labels":["docs"],"head":"03e52f64475d2b7109fd2ea666e64c8b69efc8bc","lines":108,"fileCount":5,"mergeable":"mergeable","decision":"review-required","checks":"passed","details":{"reviews":[],"requested":["team docs-team"],"events":[{"kind":"commit","by":"author-13","isBot":false,"at":"2026-01-21T16:00:51.000Z","commit":"03e52f64475d2b7109fd2ea666e64c8b69efc8bc"},{"kind":"labeled","by":"author-13","isBot":false,"at":"2026-01-21T16:00:51.000Z","label":"docs"},{"kind":"review-requested","by":"author-13","isBot":false,"at":"2026-01-22T16:00:51.000Z"}],"workflows":"free","files":["Doc/library/module-358000.rst","Doc/howto/how-26001.rst","Doc/library/module-395002.rst","Doc/howto/how-387003.rst","Doc/library/module-397004.rst"]}}');
INSERT INTO "KnownPull" VALUES (14, 1, 'docs-group/handbook', 'PR_18', '{"id":"PR_18","repo":"docs-group/handbook","number":5,"title":"Clarify the default in asyncio (5)","url":"https://github.com/docs-group/handbook/pull/5","author":"author-67","isFirstTimer":false,"createdAt":"2026-03-06T20:33:21.000Z","updatedAt":"2026-03-09T20:33:21.000Z","isDraft":false,"labels":["docs","awaiting changes"],"head":"8dbf9ce32cf8614d559e942d3bf98f03e2095334","lines":1393,"fileCount":4,"mergeable":"mergeable","decision":"changes-requested","checks":"passed","details":{"reviews":[{"by":"core-6","state":"changes-requested","at":"2026-03-09T20:33:21.000Z","commit":"8dbf9ce32cf8614d559e942d3bf98f03e2095334"}],"requested":[],"events":[{"kind":"commit","by":"author-67","isBot":false,"at":"2026-03-06T20:33:21.000Z","commit":"8dbf9ce32cf8614d559e942d3bf98f03e2095334"},{"kind":"labeled","by":"author-67","isBot":false,"at":"2026-03-06T20:33:21.000Z","label":"docs"},{"kind":"labeled","by":"author-67","isBot":false,"at":"2026-03-06T20:33:21.000Z","label":"awaiting changes"},{"kind":"review","by":"core-6","isBot":false,"at":"2026-03-09T20:33:21.000Z","commit":"8dbf9ce32cf8614d559e942d3bf98f03e2095334"}],"workflows":"free","files":["locale/pl/LC_MESSAGES/page-111000.po","Doc/tutorial/part-308001.rst","Doc/tutorial/part-304002.rst","locale/pl/LC_MESSAGES/page-150003.po"]}}');
INSERT INTO "KnownPull" VALUES (15, 1, 'docs-group/handbook', 'PR_10', '{"id":"PR_10","repo":"docs-group/handbook","number":3,"title":"Fix a typo in the default in asyncio (3)","url":"https://github.com/docs-group/handbook/pull/3","author":"author-71","isFirstTimer":false,"createdAt":"2026-03-10T06:45:56.000Z","updatedAt":"2026-03-25T06:45:56.000Z","isDraft":false,"labels":["docs","blocked"],"head":"f2cb1e2a471d3f3e6eb32bb73ac0907ae3ccb7f2","lines":99,"fileCount":3,"mergeable":"mergeable","decision":"review-required","checks":"passed","details":{"reviews":[],"requested":[],"events":[{"kind":"commit","by":"author-71","isBot":false,"at":"2026-03-10T06:45:56.000Z","commit":"f2cb1e2a471d3f3e6eb32bb73ac0907ae3ccb7f2"},{"kind":"labeled","by":"author-71","isBot":false,"at":"2026-03-10T06:45:56.000Z","label":"docs"},{"kind":"labeled","by":"author-71","isBot":false,"at":"2026-03-10T06:45:56.000Z","label":"blocked"},{"kind":"comment","by":"stale-bot","isBot":true,"at":"2026-03-25T06:45:56.000Z"}],"workflows":"free","files":["Doc/tutorial/part-374000.rst","Doc/tutorial/part-237001.rst","Misc/382002EWS.d/next/Documentation/N.rst"]}}');
INSERT INTO "KnownPull" VALUES (16, 1, 'docs-group/handbook', 'PR_15', '{"id":"PR_15","repo":"docs-group/handbook","number":4,"title":"Clarify the default in typing (4)","url":"https://github.com/docs-group/handbook/pull/4","author":"author-80","isFirstTimer":false,"createdAt":"2026-07-10T13:59:00.000Z","updatedAt":"2026-07-10T13:59:00.000Z","isDraft":false,"labels":["docs"],"head":"1c215438fdd144bf9ab5a6359724626e781e269a","lines":993,"fileCount":6,"mergeable":"conflicting","decision":"review-required","checks":"passed","details":{"reviews":[],"requested":[],"events":[{"kind":"commit","by":"author-80","isBot":false,"at":"2026-07-10T13:59:00.000Z","commit":"1c215438fdd144bf9ab5a6359724626e781e269a"},{"kind":"labeled","by":"author-80","isBot":false,"at":"2026-07-10T13:59:00.000Z","label":"docs"}],"workflows":"free","files":["Doc/howto/how-2000.rst","Doc/howto/how-206001.rst","Lib/module_66002.py","Doc/tutorial/part-395003.rst","Doc/howto/how-340004.rst","Lib/module_59005.py"]}}');
INSERT INTO "KnownPull" VALUES (17, 1, 'docs-group/handbook', 'PR_30', '{"id":"PR_30","repo":"docs-group/handbook","number":7,"title":"Document the index in the C API (7)","url":"https://github.com/docs-group/handbook/pull/7","author":"author-90","isFirstTimer":false,"createdAt":"2026-07-23T15:58:55.000Z","updatedAt":"2026-07-25T15:58:55.000Z","isDraft":false,"labels":["docs","awaiting changes"],"head":"8b9614d821547d18b7717ac307fffbf990fb8013","lines":743,"fileCount":2,"mergeable":"mergeable","decision":"review-required","checks":"passed","details":{"reviews":[],"requested":[],"events":[{"kind":"commit","by":"author-90","isBot":false,"at":"2026-07-23T15:58:55.000Z","commit":"8b9614d821547d18b7717ac307fffbf990fb8013"},{"kind":"labeled","by":"author-90","isBot":false,"at":"2026-07-23T15:58:55.000Z","label":"docs"},{"kind":"labeled","by":"author-90","isBot":false,"at":"2026-07-23T15:58:55.000Z","label":"awaiting changes"},{"kind":"comment","by":"core-19","isBot":false,"at":"2026-07-25T15:58:55.000Z"}],"workflows":"free","files":["Doc/howto/how-257000.rst","Doc/howto/how-52001.rst"]}}');
INSERT INTO "KnownPull" VALUES (18, 1, 'docs-group/handbook', 'PR_53', '{"id":"PR_53","repo":"docs-group/handbook","number":12,"title":"Clarify the glossary entry in typing (12)","url":"https://github.com/docs-group/handbook/pull/12","author":"author-1","isFirstTimer":false,"createdAt":"2026-08-27T12:32:57.000Z","updatedAt":"2026-08-31T12:32:57.000Z","isDraft":false,"labels":["docs","awaiting merge"],"head":"a2bcee2f9a47b200c29fb6786b9f1abdb2690b81","lines":1126,"fileCount":6,"mergeable":"mergeable","decision":"approved","checks":"passed","details":{"reviews":[{"by":"core-13","state":"approved","at":"2026-08-31T12:32:57.000Z","commit":"a2bcee2f9a47b200c29fb6786b9f1abdb2690b81"}],"requested":[],"events":[{"kind":"commit","by":"author-1","isBot":false,"at":"2026-08-27T12:32:57.000Z","commit":"a2bcee2f9a47b200c29fb6786b9f1abdb2690b81"},{"kind":"labeled","by":"author-1","isBot":false,"at":"2026-08-27T12:32:57.000Z","label":"docs"},{"kind":"labeled","by":"author-1","isBot":false,"at":"2026-08-27T12:32:57.000Z","label":"awaiting merge"},{"kind":"review","by":"core-13","isBot":false,"at":"2026-08-31T12:32:57.000Z","commit":"a2bcee2f9a47b200c29fb6786b9f1abdb2690b81"}],"workflows":"free","files":["Misc/70000EWS.d/next/Documentation/N.rst","locale/pl/LC_MESSAGES/page-212001.po","Lib/module_174002.py","Lib/module_168003.py","Doc/library/module-372004.rst","Doc/library/module-330005.rst"]}}');
INSERT INTO "KnownPull" VALUES (19, 1, 'docs-group/handbook', 'PR_81', '{"id":"PR_81","repo":"docs-group/handbook","number":18,"title":"Document the default in the C API (18)","url":"https://github.com/docs-group/handbook/pull/18","author":"author-66","isFirstTimer":false,"createdAt":"2026-08-28T19:36:53.000Z","updatedAt":"2026-08-30T19:36:53.000Z","isDraft":false,"labels":["docs"],"head":"1289b99e70a376741a8b2c8bb9cb9116cbb87d1f","lines":40,"fileCount":1,"mergeable":"mergeable","decision":"review-required","checks":"passed","details":{"reviews":[],"requested":[],"events":[{"kind":"commit","by":"author-66","isBot":false,"at":"2026-08-28T19:36:53.000Z","commit":"1289b99e70a376741a8b2c8bb9cb9116cbb87d1f"},{"kind":"labeled","by":"author-66","isBot":false,"at":"2026-08-28T19:36:53.000Z","label":"docs"},{"kind":"review","by":"core-10","isBot":false,"at":"2026-08-30T19:36:53.000Z","commit":"1289b99e70a376741a8b2c8bb9cb9116cbb87d1f"}],"workflows":"free","files":["Doc/library/module-181000.rst"]}}');
INSERT INTO "KnownPull" VALUES (20, 1, 'docs-group/handbook', 'PR_2', '{"id":"PR_2","repo":"docs-group/handbook","number":1,"title":"Correct the glossary entry in typing (1)","url":"https://github.com/docs-group/handbook/pull/1","author":"author-37","isFirstTimer":false,"createdAt":"2026-10-20T08:30:46.000Z","updatedAt":"2026-11-14T10:00:00.000Z","isDraft":true,"labels":["docs"],"head":"5fac1677b38f06b5db7510e6f92fc3dad383fe89","lines":120,"fileCount":4,"mergeable":"mergeable","decision":"review-required","checks":"passed","details":{"reviews":[],"requested":[],"events":[{"kind":"commit","by":"author-37","isBot":false,"at":"2026-10-20T08:30:46.000Z","commit":"5fac1677b38f06b5db7510e6f92fc3dad383fe89"},{"kind":"labeled","by":"author-37","isBot":false,"at":"2026-10-20T08:30:46.000Z","label":"docs"},{"kind":"draft","by":"author-37","isBot":false,"at":"2026-10-21T08:30:46.000Z"}],"workflows":"free","files":["Lib/module_104000.py","Doc/howto/how-118001.rst","Misc/77002EWS.d/next/Documentation/N.rst","Lib/module_30003.py"]}}');
INSERT INTO "ReviewClaim" VALUES (3, 'oaX6m8WQ54O5cb2z', 1, 'docs-group/handbook', 20, 'Rewrite the return value in asyncio (20)', 'https://github.com/docs-group/handbook/pull/20', 9, 'tokyo', 'review', '2026-12-06T10:00:00.000+00:00', '2026-12-04T10:00:00.000+00:00', 0);
INSERT INTO "Vocabulary" VALUES (1, '{"labels":[],"bots":["helper-bot"]}', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "Interest" VALUES (1, 1, 11, NULL, '["translation"]');
INSERT INTO "Triaged" VALUES (1, 1, 'docs-group/handbook', 47, 'Which version does this page speak of?', 'https://github.com/docs-group/handbook/issues/47', 'ask', '2026-11-16T10:00:00.000+00:00');
INSERT INTO "RotaPlace" VALUES (1, 1, 9, 'tokyo', 0, '2026-11-16');
INSERT INTO "Ama" VALUES (1, 'TFbdasy4GD46v9xY', 1, 'AMA: writing docs', 'collecting', '2026-11-16T10:05:00.000+00:00', '2026-12-08T16:00:00.000+00:00', '2026-12-08T17:45:00.000+00:00', '2026-12-08T18:00:00.000+00:00', NULL, 0, NULL, 'Europe/Prague', '', 0, 0, 1, '[]', NULL, '[]', 3, '2026-11-16T10:00:00.000+00:00', '2026-11-16T10:05:00.000+00:00', 1);
INSERT INTO "AmaHost" VALUES (1, 1, 'prague', 1, NULL, NULL, NULL);
INSERT INTO "AmaHost" VALUES (2, 1, 'new-york', 3, NULL, NULL, NULL);
INSERT INTO "Question" VALUES (1, 'FqxZe-FjvFLzU9df', 1, 1, 0, NULL, NULL, 'How do I start?', NULL, NULL, 1, NULL, 'approved', 0, 'discord', 'discord:1571829684633600001', NULL, NULL, NULL, 1, 0, 12, '54720567705600021', 1, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, '2026-11-16T10:10:00.000+00:00');
INSERT INTO "Question" VALUES (2, 'j6xE9ABvGnXMJ2Lp', 1, 2, 0, NULL, NULL, 'Which page should I read first?', NULL, NULL, 1, NULL, 'answered', 0, 'discourse', '31', 4, 'http://127.0.0.1:41889/t/ama-writing-docs/14/4', 'newcomer, post:4, topic:14', 1, 0, 13, 'newcomer', 0, 1, NULL, NULL, NULL, NULL, NULL, 'The tutorial; it takes an hour.', 1, '2026-11-16T10:10:00.000+00:00', NULL, NULL, 0, 1, NULL, 0, '2026-11-16T10:10:00.000+00:00');
INSERT INTO "Question" VALUES (3, '-WxKqD2iDW5dgh5o', 1, 3, 0, NULL, NULL, 'Buy my book?', NULL, NULL, 1, NULL, 'approved', 0, 'discord', 'discord:1571829684633600007', NULL, NULL, NULL, 1, 0, 14, '54720567705600031', 0, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, '2026-11-16T10:10:00.000+00:00');
INSERT INTO "AnswerDraft" VALUES (1, 1, 'Pick an issue labelled easy.', 1, 0, 3, 3, 'discord:1571829684633600013', '2026-11-16T10:10:00.000+00:00');
INSERT INTO "Vote" VALUES (1, 2, 5, 'discourse', 'lagos');
INSERT INTO "AmaReminder" VALUES (1, 1, 9);
INSERT INTO "AmaMute" VALUES (1, 1, 14);
INSERT INTO "GroupVote" VALUES (1, 'nXJrEcbPfXWpf4ji', 1, 1, 'Move the glossary to its own page?', '', 'lazy', '[]', 0, 0, 'closed', 9, 'tokyo', 3, '', '[{"platform":"discord","id":"54720567705600006"},{"platform":"discourse","id":"6"}]', '2026-11-16T10:10:00.000+00:00', '2026-11-19T10:10:00.000+00:00', '2026-11-19T10:10:00.000+00:00', NULL, NULL, 'objected', NULL, NULL, NULL, NULL);
INSERT INTO "GroupVote" VALUES (2, '45gUa9D-Zq-3QUsJ', 1, 2, 'Take in newcomer as a member?', 'This is application 1. Members read it with `/member application application:1`.', 'charter', '[]', 0, 0, 'open', 1, 'prague', 5, '', '[{"platform":"discord","id":"54720567705600006"},{"platform":"discourse","id":"6"}]', '2026-11-29T10:00:00.000+00:00', '2026-12-04T10:00:00.000+00:00', NULL, NULL, NULL, NULL, NULL, NULL, 'application/1', 'members');
INSERT INTO "GroupVote" VALUES (3, 'RAh_YPx1denRmppv', 1, 3, 'Meet twice a month?', '', 'majority', '[]', 0, 0, 'open', 6, 'london', 6, '', '[{"platform":"discord","id":"54720567705600006"},{"platform":"discourse","id":"6"}]', '2026-11-29T10:00:00.000+00:00', '2026-12-05T10:00:00.000+00:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "GroupVote" VALUES (4, '8pcq2CGHWR3kQxmm', 1, 4, 'Buy a domain?', '', 'majority', '[]', 0, 0, 'proposed', 1, 'prague', 5, '', '[{"platform":"discord","id":"54720567705600006"},{"platform":"discourse","id":"6"}]', '2026-11-29T10:00:00.000+00:00', '2026-12-04T10:00:00.000+00:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "Elector" VALUES (1, 1, 1, 'prague', 0, 0, NULL, '2026-11-18T10:10:00.000+00:00');
INSERT INTO "Elector" VALUES (2, 1, 2, 'vancouver', 0, 0, NULL, '2026-11-18T10:10:00.000+00:00');
INSERT INTO "Elector" VALUES (3, 1, 3, 'new-york', 0, 0, NULL, '2026-11-18T10:10:00.000+00:00');
INSERT INTO "Elector" VALUES (4, 1, 4, 'natal', 0, 0, NULL, '2026-11-18T10:10:00.000+00:00');
INSERT INTO "Elector" VALUES (5, 1, 5, 'lagos', 0, 0, NULL, '2026-11-18T10:10:00.000+00:00');
INSERT INTO "Elector" VALUES (6, 1, 6, 'london', 0, 0, NULL, '2026-11-18T10:10:00.000+00:00');
INSERT INTO "Elector" VALUES (7, 1, 7, 'helsinki', 1, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (8, 1, 8, 'kolkata', 0, 0, NULL, '2026-11-18T10:10:00.000+00:00');
INSERT INTO "Elector" VALUES (9, 1, 9, 'tokyo', 0, 0, NULL, '2026-11-18T10:10:00.000+00:00');
INSERT INTO "Elector" VALUES (10, 1, 10, 'auckland', 0, 0, NULL, '2026-11-18T10:10:00.000+00:00');
INSERT INTO "Elector" VALUES (11, 2, 1, 'prague', 1, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (12, 2, 2, 'vancouver', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (13, 2, 3, 'new-york', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (14, 2, 4, 'natal', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (15, 2, 5, 'lagos', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (16, 2, 6, 'london', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (17, 2, 7, 'helsinki', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (18, 2, 8, 'kolkata', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (19, 2, 9, 'tokyo', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (20, 2, 10, 'auckland', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (21, 3, 1, 'prague', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (22, 3, 2, 'vancouver', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (23, 3, 3, 'new-york', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (24, 3, 4, 'natal', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (25, 3, 5, 'lagos', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (26, 3, 6, 'london', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (27, 3, 7, 'helsinki', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (28, 3, 8, 'kolkata', 0, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (29, 3, 9, 'tokyo', 1, 0, NULL, NULL);
INSERT INTO "Elector" VALUES (30, 3, 10, 'auckland', 0, 0, NULL, NULL);
INSERT INTO "Ballot" VALUES ('4fd73490-1293-44e6-b7b6-146be8c0455d', 1, 7, 'object', 'Translations still use it.');
INSERT INTO "Ballot" VALUES ('108d31c7-331a-4bd7-b09f-fc32d47e2887', 2, 1, '+1', NULL);
INSERT INTO "Ballot" VALUES ('0febc386-19f7-4097-8665-4002c0bf8f2d', 3, 9, 'yes', NULL);
INSERT INTO "Decision" VALUES (1, '9Pll9L9Uy0fmB0Og', 1, 1, 'We write British English', '', '2026-11-16T10:10:00.000+00:00', NULL, NULL, 'tokyo', 'the meeting of 8 December', '0001-we-write-british-english.md', NULL, NULL, NULL);
INSERT INTO "VoteSettings" VALUES (1, 5, 0, 'member', 1, 0, '');
INSERT INTO "Project" VALUES (1, 'lTIX-xF8y6Oae00r', 1, 1, 'Tutorial for newcomers', 'active', 6, 1, 'A first pull request in one evening.', '', '', '', '["https://github.com/docs-group/handbook/pull/3"]', '[{"url":"https://github.com/docs-group/handbook/pull/3","title":"Fix a typo in the default in asyncio (3)","state":"open"}]', '2026-12-01T16:00:00.000+00:00', NULL, 6, 1, NULL, '2026-11-16T10:10:00.000+00:00', '2026-11-16T10:10:00.000+00:00', '2026-11-16T10:10:00.000+00:00', NULL);
INSERT INTO "Project" VALUES (2, '9VF9Iegcb8VHZ4Nw', 1, 2, 'Search', 'proposed', NULL, 0, '', '', '', '', '[]', '[]', NULL, NULL, 9, 1, NULL, '2026-11-29T10:00:00.000+00:00', '2026-11-29T10:00:00.000+00:00', '2026-11-29T10:00:00.000+00:00', NULL);
INSERT INTO "ProjectUpdate" VALUES (1, 1, 'lead', '', 6, '2026-11-16T10:10:00.000+00:00');
INSERT INTO "ProjectUpdate" VALUES (2, 1, 'status', '', 6, '2026-11-16T10:10:00.000+00:00');
INSERT INTO "ProjectUpdate" VALUES (3, 1, 'update', 'Chapters 1 and 2 are written.', 6, '2026-11-16T10:10:00.000+00:00');
INSERT INTO "Celebration" VALUES (1, 1, 'The glossary is complete', 6, '2026-11-16T10:10:00.000+00:00');
INSERT INTO "Celebrating" VALUES (1, 'Sj6HuzvHmusmTLDo', '2026-11-16T10:10:00.000+00:00');
INSERT INTO "Partner" VALUES (1, 'X0VdnWJ0G29nUuKx', 1, 'PyLadies', 'pl', 'Europe/Warsaw', '', '{"platform":"discord","id":"54720567705600005"}', '#general', '911bcccd12e6031553b7', 15, '2026-11-16T10:10:00.000+00:00', NULL, 6, '2026-11-16T10:10:00.000+00:00', '2026-11-16T10:10:00.000+00:00', NULL);
INSERT INTO "PartnerCall" VALUES (1, 'wXn7BB0ufdTXqwLo', 1, 'Members wanted', 'We look for three members.', '{}', 1, '2026-11-16T10:10:00.000+00:00', '2026-11-16T10:10:00.000+00:00');
INSERT INTO "PartnerTold" VALUES (1, 1, 1, NULL, NULL, NULL);
INSERT INTO "Membership" VALUES (1, 1, 1, 'voting', '[]', '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL, NULL, NULL, '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL);
INSERT INTO "Membership" VALUES (2, 1, 2, 'voting', '[]', '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL, NULL, NULL, '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL);
INSERT INTO "Membership" VALUES (3, 1, 3, 'voting', '[]', '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL, NULL, NULL, '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL);
INSERT INTO "Membership" VALUES (4, 1, 4, 'voting', '[]', '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL, NULL, NULL, '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL);
INSERT INTO "Membership" VALUES (5, 1, 5, 'voting', '[]', '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL, NULL, NULL, '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL);
INSERT INTO "Membership" VALUES (6, 1, 6, 'voting', '[]', '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL, NULL, NULL, '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL);
INSERT INTO "Membership" VALUES (7, 1, 7, 'voting', '[]', '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL, NULL, NULL, '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL);
INSERT INTO "Membership" VALUES (8, 1, 8, 'voting', '[]', '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL, NULL, NULL, '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL);
INSERT INTO "Membership" VALUES (9, 1, 9, 'voting', '["core team","translator"]', '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL, NULL, NULL, '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL);
INSERT INTO "Membership" VALUES (10, 1, 10, 'voting', '[]', '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL, NULL, NULL, '2026-11-16T10:10:00.000+00:00', NULL, 0, NULL, NULL, NULL);
INSERT INTO "MemberRules" VALUES (1, 13, 25, 'core team', 1, 1, 'charter', 90, '', '[]');
INSERT INTO "Application" VALUES (1, 'Xjh3VeKSO6TQpP1_', 1, 1, 11, 'newcomer', 'I teach Python.', 'My pupils read the tutorial.', 'Two hours a week.', 'voting', 2, '2026-11-16T10:10:00.000+00:00', '2026-11-16T10:10:00.000+00:00', NULL, NULL, NULL);
INSERT INTO "Poll" VALUES (1, 'A6pYzi6iPdhFFQgl', 1, 1, 'Docs sprint', NULL, 60, NULL, 'Europe/Prague', '["2026-12-10T17:00:00.000Z","2026-12-11T19:00:00.000Z"]', 'members', '', 'everyone', 'open', 1, 'prague', '2026-11-29T10:00:00.000+00:00', '2026-12-05T11:00:00.000+00:00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO "PollParticipant" VALUES (1, 1, 1, 'prague', 1, '[]', NULL, NULL);
INSERT INTO "PollParticipant" VALUES (2, 1, 2, 'vancouver', 1, '[]', NULL, NULL);
INSERT INTO "PollParticipant" VALUES (3, 1, 3, 'new-york', 1, '[]', NULL, NULL);
INSERT INTO "PollParticipant" VALUES (4, 1, 4, 'natal', 1, '[]', NULL, NULL);
INSERT INTO "PollParticipant" VALUES (5, 1, 5, 'lagos', 1, '[]', NULL, NULL);
INSERT INTO "PollParticipant" VALUES (6, 1, 6, 'london', 1, '[]', NULL, NULL);
INSERT INTO "PollParticipant" VALUES (7, 1, 7, 'helsinki', 1, '[]', NULL, NULL);
INSERT INTO "PollParticipant" VALUES (8, 1, 8, 'kolkata', 1, '[]', NULL, NULL);
INSERT INTO "PollParticipant" VALUES (9, 1, 9, 'tokyo', 1, '["maybe","no"]', '2026-11-29T10:00:00.000+00:00', NULL);
INSERT INTO "PollParticipant" VALUES (10, 1, 10, 'auckland', 1, '[]', NULL, NULL);
INSERT INTO "PollSettings" VALUES (1, 'member');
DELETE FROM sqlite_sequence;
INSERT INTO "sqlite_sequence" VALUES ('Group', 1);
INSERT INTO "sqlite_sequence" VALUES ('Space', 3);
INSERT INTO "sqlite_sequence" VALUES ('Place', 9);
INSERT INTO "sqlite_sequence" VALUES ('Person', 15);
INSERT INTO "sqlite_sequence" VALUES ('Account', 25);
INSERT INTO "sqlite_sequence" VALUES ('MeetingSeries', 2);
INSERT INTO "sqlite_sequence" VALUES ('Meeting', 30);
INSERT INTO "sqlite_sequence" VALUES ('Publication', 101);
INSERT INTO "sqlite_sequence" VALUES ('Schedule', 10);
INSERT INTO "sqlite_sequence" VALUES ('Link', 72);
INSERT INTO "sqlite_sequence" VALUES ('Made', 92);
INSERT INTO "sqlite_sequence" VALUES ('Rsvp', 3);
INSERT INTO "sqlite_sequence" VALUES ('PersonalReminder', 1);
INSERT INTO "sqlite_sequence" VALUES ('AgendaTopic', 1);
INSERT INTO "sqlite_sequence" VALUES ('MeetingPlan', 1);
INSERT INTO "sqlite_sequence" VALUES ('MeetingChange', 13);
INSERT INTO "sqlite_sequence" VALUES ('Watch', 1);
INSERT INTO "sqlite_sequence" VALUES ('RotaPlace', 1);
INSERT INTO "sqlite_sequence" VALUES ('Vocabulary', 1);
INSERT INTO "sqlite_sequence" VALUES ('ReviewClaim', 3);
INSERT INTO "sqlite_sequence" VALUES ('Interest', 1);
INSERT INTO "sqlite_sequence" VALUES ('Triaged', 1);
INSERT INTO "sqlite_sequence" VALUES ('Ama', 1);
INSERT INTO "sqlite_sequence" VALUES ('AmaHost', 2);
INSERT INTO "sqlite_sequence" VALUES ('Question', 3);
INSERT INTO "sqlite_sequence" VALUES ('Vote', 1);
INSERT INTO "sqlite_sequence" VALUES ('AmaReminder', 1);
INSERT INTO "sqlite_sequence" VALUES ('AnswerDraft', 1);
INSERT INTO "sqlite_sequence" VALUES ('AmaMute', 1);
INSERT INTO "sqlite_sequence" VALUES ('GroupVote', 4);
INSERT INTO "sqlite_sequence" VALUES ('Elector', 30);
INSERT INTO "sqlite_sequence" VALUES ('Decision', 1);
INSERT INTO "sqlite_sequence" VALUES ('VoteSettings', 1);
INSERT INTO "sqlite_sequence" VALUES ('Project', 2);
INSERT INTO "sqlite_sequence" VALUES ('ProjectUpdate', 3);
INSERT INTO "sqlite_sequence" VALUES ('Celebration', 1);
INSERT INTO "sqlite_sequence" VALUES ('Celebrating', 1);
INSERT INTO "sqlite_sequence" VALUES ('Partner', 1);
INSERT INTO "sqlite_sequence" VALUES ('PartnerCall', 1);
INSERT INTO "sqlite_sequence" VALUES ('PartnerTold', 1);
INSERT INTO "sqlite_sequence" VALUES ('MemberRules', 1);
INSERT INTO "sqlite_sequence" VALUES ('Membership', 11);
INSERT INTO "sqlite_sequence" VALUES ('Application', 1);
INSERT INTO "sqlite_sequence" VALUES ('AccountClaim', 1);
INSERT INTO "sqlite_sequence" VALUES ('DigestRun', 1);
INSERT INTO "sqlite_sequence" VALUES ('KnownPull', 20);
INSERT INTO "sqlite_sequence" VALUES ('Poll', 1);
INSERT INTO "sqlite_sequence" VALUES ('PollParticipant', 11);
INSERT INTO "sqlite_sequence" VALUES ('ActionItem', 1);
INSERT INTO "sqlite_sequence" VALUES ('Attendance', 1);
INSERT INTO "sqlite_sequence" VALUES ('PollSettings', 1);
