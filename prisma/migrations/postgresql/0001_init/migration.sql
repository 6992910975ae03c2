-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Group" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "repositories" TEXT NOT NULL DEFAULT '[]',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Space" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "spaceId" TEXT NOT NULL,
    "leftAt" TIMESTAMP(3),

    CONSTRAINT "Space_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Grant" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "platform" TEXT NOT NULL DEFAULT '',
    "value" TEXT NOT NULL,

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Place" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "placeId" TEXT NOT NULL,

    CONSTRAINT "Place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT,
    "role" TEXT NOT NULL DEFAULT 'none',
    "never" TEXT NOT NULL DEFAULT '[]',
    "prefers" TEXT NOT NULL DEFAULT '[]',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "foldedId" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccountClaim" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AccountClaim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FormDraft" (
    "id" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "args" TEXT NOT NULL,
    "values" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FormDraft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Cursor" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Cursor_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Schedule" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "job" TEXT NOT NULL,
    "dueAt" TIMESTAMP(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMP(3),

    CONSTRAINT "Schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Publication" (
    "id" SERIAL NOT NULL,
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
    "nextAttemptAt" TIMESTAMP(3),
    "remote" TEXT,
    "kind" TEXT,
    "isFollowed" BOOLEAN NOT NULL DEFAULT false,
    "hash" TEXT,
    "error" TEXT,
    "toldAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Publication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Link" (
    "id" SERIAL NOT NULL,
    "publicationId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "Link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Made" (
    "id" SERIAL NOT NULL,
    "publicationId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "remoteId" TEXT NOT NULL,
    "isPart" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Made_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Conversation" (
    "platform" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "remoteId" TEXT NOT NULL,

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("platform","accountId")
);

-- CreateTable
CREATE TABLE "MeetingSeries" (
    "id" SERIAL NOT NULL,
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
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MeetingSeries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Meeting" (
    "id" SERIAL NOT NULL,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "seriesId" INTEGER,
    "occurrence" TEXT,
    "name" TEXT NOT NULL,
    "localDate" TEXT NOT NULL,
    "localTime" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
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
    "timedAt" TIMESTAMP(3) NOT NULL,
    "announcedAt" TIMESTAMP(3),
    "hostId" INTEGER,
    "notesTakerId" INTEGER,
    "talkedUpTo" INTEGER,
    "notes" TEXT NOT NULL DEFAULT '{}',
    "minutesAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeetingChange" (
    "id" SERIAL NOT NULL,
    "meetingId" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "wasAt" TIMESTAMP(3) NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MeetingChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rsvp" (
    "id" SERIAL NOT NULL,
    "meetingId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "answer" TEXT,
    "reminding" TEXT NOT NULL DEFAULT 'auto',
    "remindSince" TIMESTAMP(3),
    "goingSince" TIMESTAMP(3),

    CONSTRAINT "Rsvp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersonalReminder" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "about" TEXT NOT NULL,
    "seriesId" INTEGER,
    "meetingId" INTEGER,
    "minutes" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PersonalReminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeetingPlan" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "seriesId" INTEGER NOT NULL,
    "result" TEXT NOT NULL,
    "proposedAt" TIMESTAMP(3) NOT NULL,
    "acceptedAt" TIMESTAMP(3),

    CONSTRAINT "MeetingPlan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AgendaTopic" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "meetingId" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "details" TEXT NOT NULL DEFAULT '',
    "ownerId" INTEGER,
    "source" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "AgendaTopic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attendance" (
    "id" SERIAL NOT NULL,
    "meetingId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "isPresent" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Attendance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActionItem" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "seriesId" INTEGER,
    "meetingId" INTEGER,
    "text" TEXT NOT NULL,
    "ownerId" INTEGER,
    "dueOn" TEXT,
    "doneAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ActionItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Watch" (
    "id" SERIAL NOT NULL,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "schedule" TEXT NOT NULL,
    "nextRunAt" TIMESTAMP(3) NOT NULL,
    "skipUntil" TIMESTAMP(3),
    "isPaused" BOOLEAN NOT NULL DEFAULT false,
    "chosen" TEXT NOT NULL DEFAULT '[]',
    "topics" TEXT NOT NULL DEFAULT 'each',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Watch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DigestRun" (
    "id" SERIAL NOT NULL,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "watchId" INTEGER,
    "askedById" INTEGER,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "scope" TEXT NOT NULL,
    "scopeKey" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMP(3) NOT NULL,
    "error" TEXT,
    "digest" TEXT,
    "readAt" TIMESTAMP(3),
    "isPublic" BOOLEAN,
    "open" INTEGER,
    "opened" INTEGER,
    "merged" INTEGER,
    "closed" INTEGER,

    CONSTRAINT "DigestRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KnownPull" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "repository" TEXT NOT NULL,
    "nodeId" TEXT NOT NULL,
    "facts" TEXT NOT NULL,

    CONSTRAINT "KnownPull_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KnownPage" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "etag" TEXT NOT NULL,
    "pulls" TEXT NOT NULL,

    CONSTRAINT "KnownPage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewClaim" (
    "id" SERIAL NOT NULL,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "repo" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "personId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'review',
    "until" TIMESTAMP(3) NOT NULL,
    "remindAt" TIMESTAMP(3) NOT NULL,
    "isReminded" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ReviewClaim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Vocabulary" (
    "groupId" INTEGER NOT NULL,
    "said" TEXT NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Vocabulary_pkey" PRIMARY KEY ("groupId")
);

-- CreateTable
CREATE TABLE "Interest" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "login" TEXT,
    "topics" TEXT NOT NULL DEFAULT '[]',

    CONSTRAINT "Interest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Triaged" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "repo" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Triaged_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RotaPlace" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "startsOn" TEXT NOT NULL,

    CONSTRAINT "RotaPlace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ama" (
    "id" SERIAL NOT NULL,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "collectsAt" TIMESTAMP(3) NOT NULL,
    "opensAt" TIMESTAMP(3) NOT NULL,
    "wrapsAt" TIMESTAMP(3) NOT NULL,
    "closesAt" TIMESTAMP(3) NOT NULL,
    "movedAt" TIMESTAMP(3),
    "isCalledOff" BOOLEAN NOT NULL DEFAULT false,
    "stoppedAt" TIMESTAMP(3),
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "rules" TEXT NOT NULL DEFAULT '',
    "limitPerPerson" INTEGER NOT NULL DEFAULT 0,
    "isModerated" BOOLEAN NOT NULL DEFAULT false,
    "allowsAnonymous" BOOLEAN NOT NULL DEFAULT true,
    "chosen" TEXT NOT NULL DEFAULT '[]',
    "postsOn" TEXT,
    "moderators" TEXT NOT NULL DEFAULT '[]',
    "asked" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sequence" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Ama_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AmaHost" (
    "id" SERIAL NOT NULL,
    "amaId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "personId" INTEGER,
    "platform" TEXT,
    "accountId" TEXT,
    "leftAt" TIMESTAMP(3),

    CONSTRAINT "AmaHost_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Question" (
    "id" SERIAL NOT NULL,
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
    "takenAt" TIMESTAMP(3),
    "answer" TEXT,
    "answeredById" INTEGER,
    "answeredAt" TIMESTAMP(3),
    "answerPlatform" TEXT,
    "answerSourceId" TEXT,
    "answerSourceVersion" INTEGER NOT NULL DEFAULT 0,
    "answerVersion" INTEGER NOT NULL DEFAULT 0,
    "answerUrl" TEXT,
    "likes" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnswerDraft" (
    "id" SERIAL NOT NULL,
    "questionId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "basedOn" INTEGER NOT NULL,
    "writtenById" INTEGER NOT NULL,
    "heldById" INTEGER NOT NULL,
    "sourceId" TEXT NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AnswerDraft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Vote" (
    "id" SERIAL NOT NULL,
    "questionId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,

    CONSTRAINT "Vote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AmaReminder" (
    "id" SERIAL NOT NULL,
    "amaId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,

    CONSTRAINT "AmaReminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AmaMute" (
    "id" SERIAL NOT NULL,
    "amaId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,

    CONSTRAINT "AmaMute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GroupVote" (
    "id" SERIAL NOT NULL,
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
    "openedAt" TIMESTAMP(3) NOT NULL,
    "closesAt" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),
    "endedBy" TEXT,
    "endReason" TEXT,
    "verdict" TEXT,
    "amends" INTEGER,
    "amendedBy" INTEGER,
    "concerns" TEXT,
    "concernsJob" TEXT,

    CONSTRAINT "GroupVote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Elector" (
    "id" SERIAL NOT NULL,
    "voteId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "hasVoted" BOOLEAN NOT NULL DEFAULT false,
    "isRecused" BOOLEAN NOT NULL DEFAULT false,
    "leftAt" TIMESTAMP(3),
    "remindedAt" TIMESTAMP(3),

    CONSTRAINT "Elector_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ballot" (
    "id" TEXT NOT NULL,
    "voteId" INTEGER NOT NULL,
    "personId" INTEGER,
    "choice" TEXT NOT NULL,
    "reason" TEXT,

    CONSTRAINT "Ballot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Decision" (
    "id" SERIAL NOT NULL,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "decidedAt" TIMESTAMP(3) NOT NULL,
    "voteId" INTEGER,
    "voteNumber" INTEGER,
    "recordedBy" TEXT,
    "source" TEXT NOT NULL DEFAULT '',
    "fileName" TEXT NOT NULL DEFAULT '',
    "amendedAt" TIMESTAMP(3),
    "supersedes" INTEGER,
    "supersededBy" INTEGER,

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VoteSettings" (
    "groupId" INTEGER NOT NULL,
    "days" INTEGER NOT NULL DEFAULT 5,
    "quorumPercent" INTEGER NOT NULL DEFAULT 0,
    "proposers" TEXT NOT NULL DEFAULT 'member',
    "needsSecond" BOOLEAN NOT NULL DEFAULT false,
    "isSecret" BOOLEAN NOT NULL DEFAULT false,
    "folder" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "VoteSettings_pkey" PRIMARY KEY ("groupId")
);

-- CreateTable
CREATE TABLE "Project" (
    "id" SERIAL NOT NULL,
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
    "progressAt" TIMESTAMP(3),
    "blockedWhy" TEXT,
    "proposedById" INTEGER,
    "isVouched" BOOLEAN NOT NULL DEFAULT false,
    "rank" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,
    "statusAt" TIMESTAMP(3) NOT NULL,
    "doneAt" TIMESTAMP(3),

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProjectUpdate" (
    "id" SERIAL NOT NULL,
    "projectId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "postedById" INTEGER,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ProjectUpdate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Celebration" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "postedById" INTEGER,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Celebration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Celebrating" (
    "groupId" INTEGER NOT NULL,
    "uid" TEXT NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Celebrating_pkey" PRIMARY KEY ("groupId")
);

-- CreateTable
CREATE TABLE "Partner" (
    "id" SERIAL NOT NULL,
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
    "agreedAt" TIMESTAMP(3),
    "refusedAt" TIMESTAMP(3),
    "ownerId" INTEGER,
    "lastAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "Partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PartnerCall" (
    "id" SERIAL NOT NULL,
    "uid" TEXT NOT NULL,
    "groupId" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "translations" TEXT NOT NULL DEFAULT '{}',
    "createdById" INTEGER,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "publishedAt" TIMESTAMP(3),

    CONSTRAINT "PartnerCall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PartnerTold" (
    "id" SERIAL NOT NULL,
    "callId" INTEGER NOT NULL,
    "partnerId" INTEGER NOT NULL,
    "toldAt" TIMESTAMP(3),
    "answer" TEXT,
    "answerAt" TIMESTAMP(3),

    CONSTRAINT "PartnerTold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" SERIAL NOT NULL,
    "groupId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'voting',
    "tags" TEXT NOT NULL DEFAULT '[]',
    "sinceAt" TIMESTAMP(3) NOT NULL,
    "untilAt" TIMESTAMP(3),
    "isShown" BOOLEAN NOT NULL DEFAULT false,
    "github" TEXT,
    "githubCode" TEXT,
    "githubAskedAt" TIMESTAMP(3),
    "githubAt" TIMESTAMP(3),
    "githubId" TEXT,
    "renewedAt" TIMESTAMP(3),
    "askedFor" TIMESTAMP(3),
    "asked" INTEGER NOT NULL DEFAULT 0,
    "askedAt" TIMESTAMP(3),
    "toldAt" TIMESTAMP(3),
    "replaceAt" TIMESTAMP(3),

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MemberRules" (
    "groupId" INTEGER NOT NULL,
    "seats" INTEGER NOT NULL DEFAULT 0,
    "outsidePercent" INTEGER NOT NULL DEFAULT 0,
    "insideTag" TEXT NOT NULL DEFAULT 'core team',
    "isYearly" BOOLEAN NOT NULL DEFAULT false,
    "takesApplications" BOOLEAN NOT NULL DEFAULT true,
    "voteRule" TEXT NOT NULL DEFAULT 'charter',
    "keepDays" INTEGER NOT NULL DEFAULT 90,
    "githubIssue" TEXT NOT NULL DEFAULT '',
    "chosen" TEXT NOT NULL DEFAULT '[]',

    CONSTRAINT "MemberRules_pkey" PRIMARY KEY ("groupId")
);

-- CreateTable
CREATE TABLE "Application" (
    "id" SERIAL NOT NULL,
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
    "createdAt" TIMESTAMP(3) NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,
    "decidedAt" TIMESTAMP(3),
    "offeredAt" TIMESTAMP(3),
    "clearedAt" TIMESTAMP(3),

    CONSTRAINT "Application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Poll" (
    "id" SERIAL NOT NULL,
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
    "openedAt" TIMESTAMP(3) NOT NULL,
    "closesAt" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),
    "endedBy" TEXT,
    "endReason" TEXT,
    "chosen" INTEGER,
    "meetingId" INTEGER,

    CONSTRAINT "Poll_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PollParticipant" (
    "id" SERIAL NOT NULL,
    "pollId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "isAsked" BOOLEAN NOT NULL,
    "answers" TEXT NOT NULL DEFAULT '[]',
    "answeredAt" TIMESTAMP(3),
    "remindedAt" TIMESTAMP(3),

    CONSTRAINT "PollParticipant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PollSettings" (
    "groupId" INTEGER NOT NULL,
    "openers" TEXT NOT NULL DEFAULT 'organiser',

    CONSTRAINT "PollSettings_pkey" PRIMARY KEY ("groupId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Space_platform_spaceId_key" ON "Space"("platform", "spaceId");

-- CreateIndex
CREATE UNIQUE INDEX "Space_groupId_platform_key" ON "Space"("groupId", "platform");

-- CreateIndex
CREATE UNIQUE INDEX "Grant_groupId_kind_platform_value_key" ON "Grant"("groupId", "kind", "platform", "value");

-- CreateIndex
CREATE UNIQUE INDEX "Place_groupId_purpose_platform_placeId_key" ON "Place"("groupId", "purpose", "platform", "placeId");

-- CreateIndex
CREATE INDEX "Person_groupId_role_idx" ON "Person"("groupId", "role");

-- CreateIndex
CREATE INDEX "Account_platform_foldedId_groupId_idx" ON "Account"("platform", "foldedId", "groupId");

-- CreateIndex
CREATE INDEX "Account_personId_idx" ON "Account"("personId");

-- CreateIndex
CREATE INDEX "Account_platform_accountId_idx" ON "Account"("platform", "accountId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_groupId_platform_accountId_key" ON "Account"("groupId", "platform", "accountId");

-- CreateIndex
CREATE INDEX "AccountClaim_groupId_personId_idx" ON "AccountClaim"("groupId", "personId");

-- CreateIndex
CREATE INDEX "FormDraft_createdAt_idx" ON "FormDraft"("createdAt");

-- CreateIndex
CREATE INDEX "Schedule_dueAt_idx" ON "Schedule"("dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Schedule_groupId_job_key" ON "Schedule"("groupId", "job");

-- CreateIndex
CREATE INDEX "Publication_groupId_state_nextAttemptAt_idx" ON "Publication"("groupId", "state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "Publication_state_platform_idx" ON "Publication"("state", "platform");

-- CreateIndex
CREATE INDEX "Publication_about_groupId_idx" ON "Publication"("about", "groupId");

-- CreateIndex
CREATE INDEX "Publication_isFollowed_platform_idx" ON "Publication"("isFollowed", "platform");

-- CreateIndex
CREATE INDEX "Publication_groupId_endedAt_idx" ON "Publication"("groupId", "endedAt");

-- CreateIndex
CREATE INDEX "Publication_home_slot_idx" ON "Publication"("home", "slot");

-- CreateIndex
CREATE UNIQUE INDEX "Publication_key_slot_key" ON "Publication"("key", "slot");

-- CreateIndex
CREATE INDEX "Link_publicationId_idx" ON "Link"("publicationId");

-- CreateIndex
CREATE UNIQUE INDEX "Link_key_publicationId_key" ON "Link"("key", "publicationId");

-- CreateIndex
CREATE INDEX "Made_publicationId_idx" ON "Made"("publicationId");

-- CreateIndex
CREATE UNIQUE INDEX "Made_platform_remoteId_publicationId_key" ON "Made"("platform", "remoteId", "publicationId");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingSeries_groupId_name_key" ON "MeetingSeries"("groupId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingSeries_groupId_slug_key" ON "MeetingSeries"("groupId", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "Meeting_uid_key" ON "Meeting"("uid");

-- CreateIndex
CREATE INDEX "Meeting_groupId_phase_startsAt_idx" ON "Meeting"("groupId", "phase", "startsAt");

-- CreateIndex
CREATE INDEX "Meeting_groupId_startsAt_idx" ON "Meeting"("groupId", "startsAt");

-- CreateIndex
CREATE INDEX "Meeting_seriesId_startsAt_idx" ON "Meeting"("seriesId", "startsAt");

-- CreateIndex
CREATE UNIQUE INDEX "Meeting_seriesId_occurrence_key" ON "Meeting"("seriesId", "occurrence");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingChange_meetingId_sequence_key" ON "MeetingChange"("meetingId", "sequence");

-- CreateIndex
CREATE INDEX "Rsvp_personId_idx" ON "Rsvp"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Rsvp_meetingId_personId_key" ON "Rsvp"("meetingId", "personId");

-- CreateIndex
CREATE INDEX "PersonalReminder_groupId_seriesId_meetingId_minutes_idx" ON "PersonalReminder"("groupId", "seriesId", "meetingId", "minutes");

-- CreateIndex
CREATE INDEX "PersonalReminder_seriesId_idx" ON "PersonalReminder"("seriesId");

-- CreateIndex
CREATE INDEX "PersonalReminder_meetingId_idx" ON "PersonalReminder"("meetingId");

-- CreateIndex
CREATE UNIQUE INDEX "PersonalReminder_personId_about_key" ON "PersonalReminder"("personId", "about");

-- CreateIndex
CREATE INDEX "MeetingPlan_seriesId_idx" ON "MeetingPlan"("seriesId");

-- CreateIndex
CREATE INDEX "AgendaTopic_groupId_source_idx" ON "AgendaTopic"("groupId", "source");

-- CreateIndex
CREATE UNIQUE INDEX "AgendaTopic_meetingId_source_key" ON "AgendaTopic"("meetingId", "source");

-- CreateIndex
CREATE UNIQUE INDEX "Attendance_meetingId_personId_key" ON "Attendance"("meetingId", "personId");

-- CreateIndex
CREATE INDEX "ActionItem_groupId_doneAt_idx" ON "ActionItem"("groupId", "doneAt");

-- CreateIndex
CREATE INDEX "ActionItem_meetingId_idx" ON "ActionItem"("meetingId");

-- CreateIndex
CREATE UNIQUE INDEX "Watch_uid_key" ON "Watch"("uid");

-- CreateIndex
CREATE INDEX "Watch_groupId_isPaused_nextRunAt_idx" ON "Watch"("groupId", "isPaused", "nextRunAt");

-- CreateIndex
CREATE UNIQUE INDEX "Watch_groupId_name_key" ON "Watch"("groupId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "DigestRun_uid_key" ON "DigestRun"("uid");

-- CreateIndex
CREATE INDEX "DigestRun_groupId_state_nextAttemptAt_idx" ON "DigestRun"("groupId", "state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "DigestRun_groupId_state_readAt_idx" ON "DigestRun"("groupId", "state", "readAt");

-- CreateIndex
CREATE INDEX "DigestRun_groupId_scopeKey_readAt_idx" ON "DigestRun"("groupId", "scopeKey", "readAt");

-- CreateIndex
CREATE INDEX "DigestRun_isPublic_readAt_idx" ON "DigestRun"("isPublic", "readAt");

-- CreateIndex
CREATE UNIQUE INDEX "DigestRun_watchId_dueAt_key" ON "DigestRun"("watchId", "dueAt");

-- CreateIndex
CREATE INDEX "KnownPull_groupId_repository_idx" ON "KnownPull"("groupId", "repository");

-- CreateIndex
CREATE UNIQUE INDEX "KnownPull_groupId_nodeId_key" ON "KnownPull"("groupId", "nodeId");

-- CreateIndex
CREATE UNIQUE INDEX "KnownPage_groupId_address_key" ON "KnownPage"("groupId", "address");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewClaim_uid_key" ON "ReviewClaim"("uid");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewClaim_groupId_repo_number_key" ON "ReviewClaim"("groupId", "repo", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Interest_groupId_personId_key" ON "Interest"("groupId", "personId");

-- CreateIndex
CREATE INDEX "Triaged_groupId_at_idx" ON "Triaged"("groupId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Triaged_groupId_repo_number_key" ON "Triaged"("groupId", "repo", "number");

-- CreateIndex
CREATE UNIQUE INDEX "RotaPlace_groupId_personId_key" ON "RotaPlace"("groupId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "Ama_uid_key" ON "Ama"("uid");

-- CreateIndex
CREATE INDEX "Ama_groupId_state_idx" ON "Ama"("groupId", "state");

-- CreateIndex
CREATE INDEX "AmaHost_accountId_idx" ON "AmaHost"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "AmaHost_amaId_name_key" ON "AmaHost"("amaId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Question_uid_key" ON "Question"("uid");

-- CreateIndex
CREATE INDEX "Question_amaId_state_idx" ON "Question"("amaId", "state");

-- CreateIndex
CREATE INDEX "Question_mergedIntoId_idx" ON "Question"("mergedIntoId");

-- CreateIndex
CREATE INDEX "Question_askerAccountId_idx" ON "Question"("askerAccountId");

-- CreateIndex
CREATE UNIQUE INDEX "Question_amaId_platform_sourceId_key" ON "Question"("amaId", "platform", "sourceId");

-- CreateIndex
CREATE UNIQUE INDEX "Question_amaId_number_part_key" ON "Question"("amaId", "number", "part");

-- CreateIndex
CREATE INDEX "AnswerDraft_heldById_idx" ON "AnswerDraft"("heldById");

-- CreateIndex
CREATE UNIQUE INDEX "AnswerDraft_questionId_sourceId_key" ON "AnswerDraft"("questionId", "sourceId");

-- CreateIndex
CREATE INDEX "Vote_accountId_idx" ON "Vote"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "Vote_questionId_platform_accountId_key" ON "Vote"("questionId", "platform", "accountId");

-- CreateIndex
CREATE UNIQUE INDEX "AmaReminder_amaId_personId_key" ON "AmaReminder"("amaId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "AmaMute_amaId_personId_key" ON "AmaMute"("amaId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "GroupVote_uid_key" ON "GroupVote"("uid");

-- CreateIndex
CREATE INDEX "GroupVote_groupId_state_idx" ON "GroupVote"("groupId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "GroupVote_groupId_number_key" ON "GroupVote"("groupId", "number");

-- CreateIndex
CREATE INDEX "Elector_personId_idx" ON "Elector"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Elector_voteId_personId_key" ON "Elector"("voteId", "personId");

-- CreateIndex
CREATE INDEX "Ballot_personId_idx" ON "Ballot"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Ballot_voteId_personId_key" ON "Ballot"("voteId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_uid_key" ON "Decision"("uid");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_voteId_key" ON "Decision"("voteId");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_groupId_number_key" ON "Decision"("groupId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Project_uid_key" ON "Project"("uid");

-- CreateIndex
CREATE INDEX "Project_groupId_status_idx" ON "Project"("groupId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "Project_groupId_number_key" ON "Project"("groupId", "number");

-- CreateIndex
CREATE INDEX "ProjectUpdate_projectId_at_idx" ON "ProjectUpdate"("projectId", "at");

-- CreateIndex
CREATE INDEX "Celebration_groupId_at_idx" ON "Celebration"("groupId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Celebrating_uid_key" ON "Celebrating"("uid");

-- CreateIndex
CREATE UNIQUE INDEX "Partner_uid_key" ON "Partner"("uid");

-- CreateIndex
CREATE UNIQUE INDEX "Partner_code_key" ON "Partner"("code");

-- CreateIndex
CREATE INDEX "Partner_groupId_idx" ON "Partner"("groupId");

-- CreateIndex
CREATE UNIQUE INDEX "PartnerCall_uid_key" ON "PartnerCall"("uid");

-- CreateIndex
CREATE INDEX "PartnerCall_groupId_idx" ON "PartnerCall"("groupId");

-- CreateIndex
CREATE INDEX "PartnerTold_partnerId_idx" ON "PartnerTold"("partnerId");

-- CreateIndex
CREATE UNIQUE INDEX "PartnerTold_callId_partnerId_key" ON "PartnerTold"("callId", "partnerId");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_personId_key" ON "Membership"("personId");

-- CreateIndex
CREATE INDEX "Membership_groupId_kind_idx" ON "Membership"("groupId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "Application_uid_key" ON "Application"("uid");

-- CreateIndex
CREATE INDEX "Application_groupId_state_idx" ON "Application"("groupId", "state");

-- CreateIndex
CREATE INDEX "Application_applicantId_idx" ON "Application"("applicantId");

-- CreateIndex
CREATE UNIQUE INDEX "Application_groupId_number_key" ON "Application"("groupId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Poll_uid_key" ON "Poll"("uid");

-- CreateIndex
CREATE INDEX "Poll_groupId_state_idx" ON "Poll"("groupId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Poll_groupId_number_key" ON "Poll"("groupId", "number");

-- CreateIndex
CREATE INDEX "PollParticipant_personId_idx" ON "PollParticipant"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "PollParticipant_pollId_personId_key" ON "PollParticipant"("pollId", "personId");

-- AddForeignKey
ALTER TABLE "Space" ADD CONSTRAINT "Space_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Place" ADD CONSTRAINT "Place_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Schedule" ADD CONSTRAINT "Schedule_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_publicationId_fkey" FOREIGN KEY ("publicationId") REFERENCES "Publication"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Made" ADD CONSTRAINT "Made_publicationId_fkey" FOREIGN KEY ("publicationId") REFERENCES "Publication"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingSeries" ADD CONSTRAINT "MeetingSeries_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "MeetingSeries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingChange" ADD CONSTRAINT "MeetingChange_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rsvp" ADD CONSTRAINT "Rsvp_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonalReminder" ADD CONSTRAINT "PersonalReminder_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "MeetingSeries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonalReminder" ADD CONSTRAINT "PersonalReminder_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingPlan" ADD CONSTRAINT "MeetingPlan_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "MeetingSeries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaTopic" ADD CONSTRAINT "AgendaTopic_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attendance" ADD CONSTRAINT "Attendance_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionItem" ADD CONSTRAINT "ActionItem_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Watch" ADD CONSTRAINT "Watch_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestRun" ADD CONSTRAINT "DigestRun_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestRun" ADD CONSTRAINT "DigestRun_watchId_fkey" FOREIGN KEY ("watchId") REFERENCES "Watch"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KnownPull" ADD CONSTRAINT "KnownPull_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KnownPage" ADD CONSTRAINT "KnownPage_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewClaim" ADD CONSTRAINT "ReviewClaim_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Vocabulary" ADD CONSTRAINT "Vocabulary_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interest" ADD CONSTRAINT "Interest_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Triaged" ADD CONSTRAINT "Triaged_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RotaPlace" ADD CONSTRAINT "RotaPlace_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ama" ADD CONSTRAINT "Ama_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AmaHost" ADD CONSTRAINT "AmaHost_amaId_fkey" FOREIGN KEY ("amaId") REFERENCES "Ama"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_amaId_fkey" FOREIGN KEY ("amaId") REFERENCES "Ama"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnswerDraft" ADD CONSTRAINT "AnswerDraft_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AmaReminder" ADD CONSTRAINT "AmaReminder_amaId_fkey" FOREIGN KEY ("amaId") REFERENCES "Ama"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AmaMute" ADD CONSTRAINT "AmaMute_amaId_fkey" FOREIGN KEY ("amaId") REFERENCES "Ama"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GroupVote" ADD CONSTRAINT "GroupVote_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Elector" ADD CONSTRAINT "Elector_voteId_fkey" FOREIGN KEY ("voteId") REFERENCES "GroupVote"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ballot" ADD CONSTRAINT "Ballot_voteId_fkey" FOREIGN KEY ("voteId") REFERENCES "GroupVote"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VoteSettings" ADD CONSTRAINT "VoteSettings_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectUpdate" ADD CONSTRAINT "ProjectUpdate_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Celebration" ADD CONSTRAINT "Celebration_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Celebrating" ADD CONSTRAINT "Celebrating_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Partner" ADD CONSTRAINT "Partner_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartnerCall" ADD CONSTRAINT "PartnerCall_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartnerTold" ADD CONSTRAINT "PartnerTold_callId_fkey" FOREIGN KEY ("callId") REFERENCES "PartnerCall"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PartnerTold" ADD CONSTRAINT "PartnerTold_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Partner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MemberRules" ADD CONSTRAINT "MemberRules_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Poll" ADD CONSTRAINT "Poll_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PollParticipant" ADD CONSTRAINT "PollParticipant_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "Poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PollSettings" ADD CONSTRAINT "PollSettings_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;
